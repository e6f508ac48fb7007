import { expect, test } from "vitest";
import { UserError } from "../../model/user-error.ts";
import { isHdfsAddress, parseHdfsAddress } from "./address.ts";

test.each([
  // WebHDFS is where the address says,
  ["webhdfs://nn:19870/a/b", null, ["http://nn:19870"], "/a/b"],
  ["swebhdfs://nn/a", null, ["https://nn:9871"], "/a"],
  ["webhdfs://nn/a", "http://other:1", ["http://nn:9870"], "/a"],
  ["webhdfs://[::1]:9870/a", null, ["http://[::1]:9870"], "/a"],
  // and for the address of another protocol on the usual port, unless it was said,
  ["hdfs://nn:8020/a", null, ["http://nn:9870"], "/a"],
  ["hdfs://nn/a", null, ["http://nn:9870"], "/a"],
  ["hdfs://shop/a", "http://nn1:9870,http://nn2:9870/", ["http://nn1:9870", "http://nn2:9870"], "/a"],
  ["hdfs:///a", "https://gate:8443/gateway/shop/webhdfs/v1", ["https://gate:8443/gateway/shop"], "/a"],
  // or the port can only be meant for it.
  ["hdfs://nn:9870/a", null, ["http://nn:9870"], "/a"],
  ["hdfs://nn:9871/a", null, ["https://nn:9871"], "/a"],
  ["hdfs://nn:50070/a", null, ["http://nn:50070"], "/a"],
  // Nothing is decoded, as Hadoop's own command does it.
  ["HDFS://nn/ventas 2026/a%20b.csv", null, ["http://nn:9870"], "/ventas 2026/a%20b.csv"],
  ["hdfs://nn//a/./b/../c", null, ["http://nn:9870"], "/a/c"],
  ["hdfs://nn/../../a", null, ["http://nn:9870"], "/a"],
  ["hdfs://nn", null, ["http://nn:9870"], "/"],
])("%s with %s", (text, webhdfs, endpoints, path) => {
  expect(isHdfsAddress(text)).toBe(true);
  expect(parseHdfsAddress(text, webhdfs)).toMatchObject({ endpoints, path });
});

test("a slash at the end means a folder, and a user may be named", () => {
  expect(parseHdfsAddress("hdfs://ana@nn:8020/shop/", null)).toEqual({
    address: "hdfs://nn:8020/shop",
    root: "hdfs://nn:8020",
    path: "/shop",
    folder: true,
    endpoints: ["http://nn:9870"],
    user: "ana",
  });
  expect(parseHdfsAddress("hdfs://nn/shop", null)).toMatchObject({ folder: false, user: null });
});

test.each([
  ["hdfs:///shop", null, "hdfs_no_host"],
  ["webhdfs:///shop", "http://nn:9870", "hdfs_no_host"],
  ["hdfs://nn:99999/shop", null, "hdfs_bad_address"],
  ["hdfs://nn:web/shop", null, "hdfs_bad_address"],
  ["s3a://bucket/shop", null, "hdfs_bad_address"],
  ["hdfs://nn/shop", "nn:9870", "hdfs_bad_endpoint"],
  ["hdfs://nn/shop", "http://ana:secret@nn:9870", "hdfs_bad_endpoint"],
  ["hdfs://nn/shop", "http://nn:9870/?delegation=secret", "hdfs_bad_endpoint"],
])("%s with %s is refused as %s", (text, webhdfs, code) => {
  const refused = () => parseHdfsAddress(text, webhdfs);
  expect(refused).toThrow(UserError);
  expect(refused).toThrow(expect.objectContaining({ code }));
  expect(refused).not.toThrow(/secret/);
});
