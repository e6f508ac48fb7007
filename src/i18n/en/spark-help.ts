/** Help of the options for Spark, wherever a command has them. */
export const sparkHelp = {
  address: {
    value: "ADDRESS",
    text: "Spark Connect, such as sc://host:15002 or sc://host:15002/;token=…;use_ssl=true (default: VITRINA_SPARK)",
  },
  conf: { value: "KEY=VALUE", text: "a setting of Spark's for this run; may be repeated" },
  storage: {
    value: "ADDRESS",
    text: "where this machine and the cluster both reach, for files that the cluster does not see: hdfs://host/folder or file:///shared/folder",
  },
  webhdfs: {
    value: "URL",
    text: "where WebHDFS of hdfs:// addresses is, such as http://namenode:9870 (default: VITRINA_WEBHDFS)",
  },
  expected: { setting: "a setting such as spark.sql.shuffle.partitions=16" },
};
