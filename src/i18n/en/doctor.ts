/** What `vitrina doctor` says. Figures come formatted. */
export const doctor = {
  state: { ok: "ok", warning: "warning", missing: "missing", skipped: "not checked" },
  all_well: "Nothing is missing.",
  well_but: (p: { warnings: string }) => `Nothing needed is missing. Worth a look: ${p.warnings}.`,
  missing: (p: { missing: string }) => `Missing: ${p.missing}. Each line above says what to do.`,

  names: {
    node: "Node.js",
    duckdb: "DuckDB",
    java: "Java",
    memory: "Memory",
    state: "State folder",
    disk: "Disk",
    clock: "Clock",
    port: "Console port",
    broker: "Kafka",
    login: "Kafka login",
    topic: "Topic",
    terminal: "Terminal",
    language: "Language",
  },

  node: (p: { version: string }) => `version ${p.version}`,
  node_old: (p: { least: string }) =>
    `Install Node.js ${p.least} or newer from https://nodejs.org. In a clone of Vitrina "npm ci" brings one along.`,
  duckdb: (p: { version: string }) => `version ${p.version} loads and computes`,
  duckdb_broken: (p: { cause: string }) => `does not load (${p.cause})`,
  duckdb_remedy: (p: { platform: string }) =>
    `Install Vitrina again on this machine (${p.platform}): its engine comes as a package for each platform.`,
  java: (p: { version: string }) => `version ${p.version}`,
  java_none: "not found",
  java_old: (p: { version: string }) => `version ${p.version} is too old`,
  java_remedy:
    "Only needed to run a Kafka or a Spark on this machine. Install Java 17 (Debian, Ubuntu: apt-get install openjdk-17-jre-headless; macOS: brew install openjdk@17) or point JAVA_HOME to one.",
  memory: (p: { free: string; all: string }) => `${p.free} free of ${p.all}`,
  memory_remedy: "Close other programs, or give the engine less with --memory 256MB.",
  disk: (p: { free: string; folder: string }) => `${p.free} free for ${p.folder}`,
  disk_remedy: "Free some space, or keep the state on another disk with --state.",
  state_writable: (p: { folder: string }) => `${p.folder} can be written`,
  state_new: (p: { folder: string }) => `${p.folder} can be created`,
  state_refused: (p: { folder: string; cause: string }) => `${p.folder} cannot be written (${p.cause})`,
  state_remedy: "Change the folder's permissions, or choose another one with --state.",

  clock: (p: { time: string }) => `${p.time}, as the file system has it`,
  clock_ahead_of: (p: { time: string; behind: string }) =>
    `${p.time}, but the newest record of the topic is ${p.behind} ahead of it`,
  clock_file: (p: { time: string; by: string }) => `${p.time}, but the file system's clock differs by ${p.by}`,
  clock_absurd: (p: { time: string }) => `${p.time} cannot be right`,
  clock_remedy: "Set the clock, best by the network's time (timedatectl set-ntp true): windows go by it.",
  clock_untold: (p: { time: string }) => `${p.time}; whether that is right cannot be told`,
  clock_broker: "Kafka does not tell its time, so the two were not compared.",

  port_free: (p: { port: string }) => `${p.port} is free`,
  port_vitrina: (p: { port: string }) => `${p.port} is used by a Vitrina that is running`,
  port_taken: (p: { port: string; by: string }) => `${p.port} is taken by ${p.by}`,
  port_somebody: "another program",
  port_spark: "the console of a Spark",
  port_process: (p: { name: string; pid: string }) => `${p.name} (process ${p.pid})`,
  port_refused: (p: { port: string; cause: string }) => `${p.port} cannot be opened (${p.cause})`,
  port_remedy: "End that program, or choose another port with --port (0 takes a free one).",

  broker: (p: { brokers: string; count: string }) => `${p.brokers} answers, brokers: ${p.count}`,
  broker_none: (p: { brokers: string }) => `nobody answers at ${p.brokers}`,
  broker_remedy:
    "Only needed for --source kafka and vitrina produce. Start one (npm run kafka -- up, or docker compose up kafka), or name one with --brokers host:port.",
  login_open: "nobody asks who is there",
  login_tls: "encrypted, without a login",
  login: (p: { user: string }) => `signed in as ${p.user}`,
  topic: (p: { topic: string; partitions: string; records: string }) =>
    `${p.topic}: partitions ${p.partitions}, records ${p.records}`,
  topic_leaderless: (p: { topic: string; partitions: string }) => `${p.topic}: nobody leads partition ${p.partitions}`,
  topic_leaderless_remedy: "Start the brokers that hold it again: until then it can be neither read nor written.",
  topic_none: (p: { topic: string }) => `${p.topic} does not exist`,
  topic_remedy: (p: { topic: string }) =>
    `vitrina produce makes it, or: vitrina topics create ${p.topic} --partitions 2`,
  skipped: "depends on the line above",

  terminal: (p: { columns: string; colour: string }) => `${p.columns} columns, ${p.colour}`,
  colour: "colours",
  no_colour: "no colours",
  no_terminal: "the output goes to a file or another program",
  terminal_remedy: "Make the window wider than 80 columns so that tables need not be split.",
  language: (p: { name: string; zone: string }) => `${p.name}; times in ${p.zone}`,
  language_name: "English",
};
