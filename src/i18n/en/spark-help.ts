/** Help of the options for Spark, wherever a command has them. */
export const sparkHelp = {
  address: {
    value: "ADDRESS",
    text: "Spark Connect, such as sc://host:15002 or sc://host:15002/;token=…;use_ssl=true (default: VITRINA_SPARK)",
  },
  conf: { value: "KEY=VALUE", text: "a setting of Spark's for this run; may be repeated" },
  ui: {
    value: "URL",
    text: "Spark's own pages, or those of its history server, for jobs and stages, such as http://driver:4040 (default: as the server says)",
  },
  storage: {
    value: "ADDRESS",
    text: "where this machine and the cluster both reach, for files that the cluster does not see: hdfs://host/folder or file:///shared/folder",
  },
  webhdfs: {
    value: "URL",
    text: "where WebHDFS of hdfs:// addresses is, such as http://namenode:9870 (default: VITRINA_WEBHDFS)",
  },
  checkpoint: {
    value: "ADDRESS",
    text: "Spark: folder of the cluster for the stream's checkpoint, such as hdfs://host/folder (default: in the state folder, where the cluster sees it)",
  },
  expected: {
    setting: "a setting such as spark.sql.shuffle.partitions=16",
    engine_of: (p: { option: string }) => `duckdb where ${p.option} is given`,
    kafka_source: "kafka where --engine spark is given",
    cluster_address: "an address of the cluster's, such as hdfs://host/folder or file:///shared/folder",
  },
};
