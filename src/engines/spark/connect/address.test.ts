import { inspect } from "node:util";
import { expect, test } from "vitest";
import { parseAddress, printAddress, toUrl, withoutSecrets } from "./address.ts";
import { SparkError } from "./spark-error.ts";

const uuid = "00112233-4455-6677-8899-aabbccddeeff";

test.each([
  ["sc://spark", "http://spark:15002", "sc://spark:15002"],
  ["sc://spark:7/", "http://spark:7", "sc://spark:7"],
  ["SC://Spark.Example:7/;use_ssl=true", "https://spark.example:7", "sc://spark.example:7/;use_ssl=true"],
  ["sc://[::1]:7", "http://[::1]:7", "sc://[::1]:7"],
  ["sc://127.0.0.1:7/;token=abc", "http://127.0.0.1:7", "sc://127.0.0.1:7"],
  ["sc://localhost/;token=abc;use_ssl=false", "http://localhost:15002", "sc://localhost:15002"],
  ["sc://far/;token=abc", "https://far:15002", "sc://far:15002/;use_ssl=true"],
])("%s", (text, url, printed) => {
  expect(toUrl(parseAddress(text))).toBe(url);
  expect(printAddress(parseAddress(text))).toBe(printed);
});

test("parameters are decoded, and unknown ones become headers", () => {
  const address = parseAddress(
    `sc://h:1/;token=a%3Bb%3D;user_id=Ana%20P;session_id=${uuid.toUpperCase()};user_agent=x;x-cluster-id=0123-4567-abc`,
  );
  expect(address.token?.reveal()).toBe("a;b=");
  expect(address).toMatchObject({ userId: "Ana P", sessionId: uuid, userAgent: "x", tls: true });
  expect([...address.headers].map(([name, value]) => [name, value.reveal()])).toEqual([
    ["x-cluster-id", "0123-4567-abc"],
  ]);
});

test.each([
  ["http://h:1", "looks like"],
  ["sc://", "looks like"],
  ["sc://user:s3cret@h:1", "looks like"],
  ["sc://h:1/path", "looks like"],
  ["sc://h:1?token=s3cret", "looks like"],
  ["sc://h:99999", "65535"],
  ["sc://[1.2.3.4]:1", "IPv6"],
  ["sc://h/;s3cret", "name=value"],
  ["sc://h/;token=", "no value"],
  ["sc://h/;token=s3cret;token=s3cret", "twice"],
  ["sc://h/;token=%E0%A4s3cret", "percent-encoded"],
  ["sc://h/;token=s3cret%0Ax", "characters"],
  ["sc://h/;token=s3cret;use_ssl=false", "TLS only"],
  ["sc://h/;use_ssl=s3cret", "true or false"],
  ["sc://h/;session_id=s3cret", "UUID"],
  ["sc://h/;authorization=s3cret", "own headers"],
  ["sc://h/;x y=s3cret", "name of a parameter"],
])("%s is refused and not shown", (text, reason) => {
  const refuse = () => parseAddress(text);
  expect(refuse).toThrow(reason);
  expect(refuse).toThrow(SparkError);
  expect(refuse).not.toThrow("s3cret");
});

test("a token shows nowhere", () => {
  const address = parseAddress("sc://h/;token=s3cr%2Bet;x-key=another-key");
  for (const text of [inspect(address, { depth: 9 }), JSON.stringify(address), String(address.token)])
    expect(text).not.toContain("s3cr");
  expect(withoutSecrets("said s3cr+et and s3cr%2Bet and another-key", address)).toBe("said *** and *** and ***");
});
