/** What can go wrong with a Spark cluster. `cause` is Spark's own sentence, without secrets. */
export const sparkErrors = {
  spark_no_address: (_p: Record<never, never>) =>
    "No Spark is named. Give its address with --spark sc://host:15002, or put it into VITRINA_SPARK.",
  spark_out_address: (p: { address: string }) =>
    `--out ${p.address}: only a batch on Spark writes there. Add --engine spark, or name a folder of this machine.`,
  spark_out_occupied: (p: { address: string }) =>
    `${p.address}: there is something already, and nothing is replaced on a cluster's storage. Name another place with --out, or remove it first.`,
  spark_out_tables: (p: { option: string }) =>
    `${p.option} writes to a folder of this machine, and --out names a place of the cluster's. Leave one of both out.`,
  spark_bad_storage: (p: { address: string }) =>
    `--storage ${p.address}: this machine cannot put files there. Give hdfs://host/folder (over WebHDFS) or file:///shared/folder.`,
  spark_no_zstd: (p: { file: string }) =>
    `${p.file}: this cluster cannot read zstd. Give a local copy, which is brought over decompressed, or compress it as .gz.`,
  spark_address: (p: { cause: string }) =>
    `--spark: ${p.cause}. Write it as sc://host:15002, with ;token=… and ;use_ssl=true behind a slash where they are needed.`,
  spark_no_server: (p: { cause: string }) =>
    `${p.cause}. Start Spark Connect there, or give its address with --spark sc://host:15002.`,
  spark_not_spark: (p: { cause: string }) =>
    `${p.cause}. Spark Connect listens on port 15002 by default; Spark's pages, its master and its history have others.`,
  spark_tls: (p: { cause: string }) =>
    `${p.cause}. Add ;use_ssl=true to the address where the server has TLS, and have its certificate trusted (NODE_EXTRA_CA_CERTS).`,
  spark_refused: (p: { cause: string }) =>
    `${p.cause}. Give the right token in the address: sc://host:15002/;token=… (in VITRINA_SPARK, where no other user sees it).`,
  spark_session_lost: (_p: Record<never, never>) =>
    "Spark has forgotten this session: it was restarted or the session expired. Nothing was changed; start again.",
  spark_server_lost: (p: { cause: string }) =>
    `${p.cause}. Nothing was changed; see in Spark's log why it ended, and start again when it runs.`,
  spark_too_large: (p: { cause: string }) =>
    `Too large for Spark's limits: ${p.cause}. Name fewer files at once, or raise the limit on the server (spark.connect.grpc.maxInboundMessageSize, spark.driver.maxResultSize).`,
  spark_interrupted: (_p: Record<never, never>) =>
    "The work was interrupted on the cluster, not from here. Nothing was changed; start again.",
  spark_unsupported: (p: { cause: string }) =>
    `This Spark does not do what is needed: ${p.cause}. Use Spark 3.5 or newer with Spark Connect.`,
  spark_query: (p: { cause: string }) =>
    `Spark could not do the work: ${p.cause}. Nothing was changed; Spark's pages and log tell more.`,
  spark_path_hidden: (p: { file: string; cause: string }) =>
    `${p.file}: the cluster does not find it (${p.cause}). Give an address that it can reach (hdfs://…, s3a://…), or a shared place with --storage.`,
  spark_needs_storage: (p: { file: string }) =>
    `${p.file}: the cluster cannot see this machine's files. Say with --storage hdfs://host/folder or --storage file:///shared/folder where both can, or give an address of the cluster's own.`,
  spark_needs_storage_out: (_p: Record<never, never>) =>
    "The cluster cannot write to this machine. Say with --storage hdfs://host/folder or --storage file:///shared/folder where both can.",
  spark_no_file_system: (p: { scheme: string }) =>
    `The cluster has no file system "${p.scheme}". Start Spark with the package for it (for s3a: org.apache.hadoop:hadoop-aws), or use another address.`,
  spark_no_connector: (p: { name: string }) =>
    `The cluster has no connector "${p.name}". Start Spark with the package for it (for kafka: org.apache.spark:spark-sql-kafka-0-10).`,
  spark_disk_full: (p: { cause: string }) =>
    `A disk of the cluster is full (${p.cause}). Free some space there (spark.local.dir, the place of the results) and start again; nothing was changed.`,
  spark_out_of_memory: (p: { cause: string }) =>
    `The cluster's memory is not enough (${p.cause}). Give Spark more (spark.executor.memory, spark.driver.memory), or name fewer files at once.`,
  spark_executor_lost: (p: { cause: string }) =>
    `The cluster lost the machines that did the work (${p.cause}). Nothing was changed; see in the logs of the workers why, and start again.`,
  spark_denied: (p: { cause: string }) =>
    `The cluster may not do this (${p.cause}). Check the permissions of the user that Spark runs as.`,
  spark_no_files: (p: { address: string }) =>
    `${p.address}: the cluster finds no file of sales there. Names that begin with a dot or underscore are passed over.`,
};
