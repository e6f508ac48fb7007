/** Help of `vitrina files`. */
export const filesHelp = {
  summary: "list, send or bring home files in HDFS",
  text: "Works with files in HDFS over WebHDFS, so nothing of Hadoop has to be installed here. webhdfs://host:9870/path says where WebHDFS is (swebhdfs with TLS). hdfs://host:8020/path, as Spark takes it, names the port of another protocol: then WebHDFS is looked for on port 9870 of the same host, or where --webhdfs says. Folders are copied with all below them. Each file appears under its name only when it is whole and HDFS's checksum of it is right; what is there already is not copied again, so a copy that was stopped goes on when it is started again.",
  action: { name: "ACTION", text: "ls, put or get" },
  paths: {
    name: "PATH",
    text: "ls ADDRESS…: what to list. put FILE… ADDRESS: files or folders, and where to. get ADDRESS… PLACE: files, folders or patterns in HDFS, and where to. The copy gets the last name; after a slash, or of several, copies go into it",
  },
  webhdfs: {
    value: "URL",
    text: "where WebHDFS of hdfs:// addresses is, such as http://namenode:9870; with a standby NameNode both, with a comma between (default: VITRINA_WEBHDFS)",
  },
  user: { value: "NAME", text: "user to ask as (default: HADOOP_USER_NAME, or that of this machine)" },
  force: { text: "replace files that have another content" },
  format: { value: "table|json", text: "how the answer is printed" },
  expected: {
    put: "at least one file and then an address such as hdfs://host/path",
    get: "at least one address such as hdfs://host/path, and then a place on this machine",
    address: "an address such as hdfs://host/path or webhdfs://host:9870/path",
  },
  examples: [
    ["vitrina files ls hdfs://namenode/shop", "what is there"],
    ["vitrina files put sales.csv hdfs://namenode/shop/", "a file for the cluster"],
    ["vitrina files get hdfs://namenode/shop/results ./results", "all results home"],
    ["vitrina files get 'webhdfs://nn:9870/shop/2026-*.csv' .", "what a pattern matches"],
  ],
};

/** What `vitrina files` says. */
export const files = {
  empty: "Nothing is there.",
  modified: "Changed",
  owner: "Owner",
  size: "Size",
  name: "Name",
  file: "File",
  was_there: "was there",
  done: (p: { files: string; bytes: string; there: string | null; proof: string }) =>
    `Copied: ${p.files} (${p.bytes})${p.there === null ? "" : `, ${p.there} there already`}. ${p.proof}`,
  count: (p: { count: string; one: boolean }) => `${p.count} ${p.one ? "file" : "files"}`,
  proof_checksum: "HDFS's checksums are right.",
  proof_length: "Only the lengths could be compared: this HDFS gives no checksum that can be computed here.",
};
