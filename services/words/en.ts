/** What the services say to whoever develops with them. `service` is the npm script, `name` is such as "Kafka 3.9.1". */
export const english = {
  usage: {
    kafka: `Usage: npm run kafka -- COMMAND [options]

A real Kafka broker on this machine, for development and tests. Needs Java 17; Maven fetches the rest once.

Commands:
  up      start one and keep it running until Ctrl+C
  down    stop those that were started by "up" (with --port: only that one)
  fetch   only fetch the jars

Options of up:
  --brokers N      how many brokers (default: 1)
  --version V      3.9.1 or 4.1.0 (default: 3.9.1)
  --port P         port of the first broker, the others take the next ones; 0 takes free ones (default: 9092)
  --data DIR       keep the data there (default: a temporary folder, removed at the end)
  --partitions N   partitions of new topics (default: 1)
  --detach         go on in the background
`,
    spark: `Usage: npm run spark -- COMMAND [options]

A real Spark Connect server on this machine, for development and tests. Needs Java 17; Maven fetches the rest once.

Commands:
  up      start one and keep it running until Ctrl+C
  down    stop those that were started by "up" (with --port: only that one)
  fetch   only fetch the jars

Options of up:
  --line L             3.5 or 4.1 (default: 3.5); 4.1 is fetched with pip from PyPI, 455 MB
  --port P             port of Spark Connect; 0 takes a free one (default: 15002)
  --ui-port P          port of Spark's own pages; 0 takes a free one (default: 4041)
  --master M           who does the work, such as local[2] or spark://host:7077 (default: local[*])
  --cluster            a master and workers in processes of their own, and Connect in front of them
  --workers N          with --cluster: how many workers (default: 2)
  --worker-cores N     with --cluster: cores of each worker (default: 1)
  --worker-memory M    with --cluster: memory of each worker, such as 1g (default: 1g)
  --memory M           memory of the server, such as 2g (default: 1g)
  --conf KEY=VALUE     a setting of Spark; may be given several times
  --data DIR           keep logs, history and tables there (default: a temporary folder, removed at the end)
  --detach             go on in the background
`,
    hdfs: `Usage: npm run hdfs -- COMMAND [options]

A real HDFS on this machine, one NameNode and one DataNode, for development and tests. Needs Java 17; Maven fetches
the rest once.

Commands:
  up      start one and keep it running until Ctrl+C
  down    stop those that were started by "up" (with --port: only that one)
  fetch   only fetch the jars

Options of up:
  --port P       port of hdfs://; 0 takes a free one (default: 8020)
  --http-port P  port of WebHDFS and of the NameNode's pages; 0 takes a free one (default: 9870)
  --memory M     memory of each process, such as 512m (default: 256m)
  --data DIR     keep the files there (default: a temporary folder, removed at the end)
  --detach       go on in the background
`,
  },
  wrong_option: (p: { message: string; service: string }) => `${p.message}. See: npm run ${p.service} -- --help`,
  wrong_command: (p: { command: string }) => `"${p.command}" is no command. Use up, down or fetch.`,
  wrong_number: (p: { option: string; value: string; least: number; most: number }) =>
    `--${p.option}: "${p.value}" is not understood. Expected a whole number from ${p.least} to ${p.most}.`,
  wrong_choice: (p: { option: string; value: string; choices: readonly string[] }) =>
    `--${p.option}: "${p.value}" is not known. Expected ${p.choices.join(" or ")}.`,
  wrong_memory: (p: { option: string; value: string }) =>
    `--${p.option}: "${p.value}" is not understood. Expected a size such as 512m or 2g.`,
  wrong_setting: (p: { value: string }) =>
    `--conf: "${p.value}" is not understood. Expected KEY=VALUE, such as spark.sql.shuffle.partitions=4.`,
  not_together: (p: { one: string; other: string }) => `--${p.one} and --${p.other} do not go together. Leave one out.`,
  only_with: (p: { option: string; needed: string }) => `--${p.option} works only with --${p.needed}.`,
  no_java: (p: { least: number }) =>
    `Java was not found. Install Java ${p.least} or newer (Debian, Ubuntu: apt-get install openjdk-17-jre-headless; macOS: brew install openjdk@17), or point JAVA_HOME to it.`,
  old_java: (p: { least: number; found: number; java: string }) =>
    `${p.java} is Java ${p.found}, and Java ${p.least} or newer is needed. Install it, or point JAVA_HOME to one.`,
  no_jars: (p: { name: string; fetch: string }) =>
    `The jars of ${p.name} are not here yet. Fetch them with: npm run ${p.fetch}`,
  no_maven: (p: { name: string }) =>
    `The jars of ${p.name} are missing, and so is Maven, which fetches them. Install it (Debian, Ubuntu: apt-get install maven; macOS: brew install maven).`,
  no_pip: (p: { name: string }) =>
    `The jars of ${p.name} are missing, and so is Python's pip, which fetches them from PyPI. Install it (Debian, Ubuntu: apt-get install python3-pip python3-setuptools).`,
  fetch_failed: (p: { name: string; cause: string }) =>
    `Maven could not fetch the jars of ${p.name}. Check the network and Maven's settings.xml. It said: ${p.cause}`,
  pip_failed: (p: { name: string; cause: string }) =>
    `pip could not fetch the jars of ${p.name}. Check the network and pip's settings (pip config list). It said: ${p.cause}`,
  no_openssl: (p: { cause: string }) =>
    `Certificates could not be made with openssl (${p.cause}). Install it (Debian, Ubuntu: apt-get install openssl).`,
  windows: (p: { service: string }) =>
    `The services are not started on Windows itself. Use WSL, or: docker compose up ${p.service}`,
  port_taken: (p: { port: number; option: string; service: string }) =>
    `Port ${p.port} is taken, perhaps by another one of these. Stop that one (npm run ${p.service} -- down), or choose another port with --${p.option} (0 takes a free one).`,
  process_failed: (p: { name: string; log: string; tail: string }) =>
    `${p.name} did not start. The end of ${p.log}:\n${p.tail}`,
  process_slow: (p: { name: string; seconds: number; log: string; tail: string }) =>
    `${p.name} did not answer within ${p.seconds} s. The end of ${p.log}:\n${p.tail}`,
  process_gone: (p: { name: string; log: string; tail: string }) =>
    `${p.name} ended by itself. The end of ${p.log}:\n${p.tail}`,
  other_data: (p: { folder: string; brokers: number; version: string }) =>
    `${p.folder}: the data of ${p.brokers} broker(s) of Kafka ${p.version}. Start it with --brokers ${p.brokers} --version ${p.version}, or choose another folder.`,
  foreign_data: (p: { folder: string }) =>
    `${p.folder}: this folder is not empty and was not made by this command. Choose an empty one with --data.`,
  fetching: (p: { name: string; size: string }) => `Fetching the jars of ${p.name} (once, about ${p.size})…`,
  archiving: (p: { name: string }) => `Preparing ${p.name}, so that it starts in a third of the time (once)…`,
  fetched: (p: { name: string }) => `The jars of ${p.name} are here.`,
  starting: (p: { name: string }) => `Starting ${p.name}…`,
  running: (p: { name: string; folder: string }) =>
    `${p.name} is running; its data and logs are in ${p.folder}. Ctrl+C stops it.`,
  also: {
    spark_pages: (p: { url: string }) => `Spark's own pages: ${p.url}`,
    master_pages: (p: { url: string }) => `Pages of the cluster's master: ${p.url}`,
    webhdfs: (p: { url: string }) => `WebHDFS and the pages of the NameNode: ${p.url}`,
    open_port: (p: { port: number }) =>
      `Spark 3.5 accepts connections from other machines on port ${p.port} and asks nobody who they are. Close that port in a network that is not yours alone.`,
  },
  detached: (p: { name: string; service: string }) =>
    `${p.name} is running in the background. Stop it with: npm run ${p.service} -- down`,
  stopping: (p: { name: string }) => `Stopping ${p.name}…`,
  none_running: (p: { name: string }) => `No ${p.name} started by this command is running.`,
  stopped: (p: { name: string; port: number }) => `${p.name} on port ${p.port} is stopped.`,
};

export type ServiceWords = typeof english;
