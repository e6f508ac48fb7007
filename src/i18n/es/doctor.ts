import type { doctor as english } from "../en/doctor.ts";

export const doctor: typeof english = {
  state: { ok: "bien", warning: "aviso", missing: "falta", skipped: "sin revisar" },
  all_well: "No falta nada.",
  well_but: (p) => `No falta nada necesario. Merece atención: ${p.warnings}.`,
  missing: (p) => `Falta: ${p.missing}. Cada línea de arriba dice qué hacer.`,

  names: {
    node: "Node.js",
    duckdb: "DuckDB",
    java: "Java",
    memory: "Memoria",
    state: "Carpeta del estado",
    disk: "Disco",
    clock: "Reloj",
    port: "Puerto de la consola",
    broker: "Kafka",
    login: "Acceso a Kafka",
    topic: "Topic",
    terminal: "Terminal",
    language: "Idioma",
  },

  node: (p) => `versión ${p.version}`,
  node_old: (p) =>
    `Instalar Node.js ${p.least} o posterior desde https://nodejs.org. En un clon de Vitrina, "npm ci" trae uno.`,
  duckdb: (p) => `la versión ${p.version} carga y calcula`,
  duckdb_broken: (p) => `no carga (${p.cause})`,
  duckdb_remedy: (p) =>
    `Instalar Vitrina de nuevo en esta máquina (${p.platform}): su motor viene en un paquete por plataforma.`,
  java: (p) => `versión ${p.version}`,
  java_none: "no se encontró",
  java_old: (p) => `la versión ${p.version} es demasiado antigua`,
  java_remedy:
    "Solo hace falta para tener un Kafka o un Spark en esta máquina. Instalar Java 17 (Debian, Ubuntu: apt-get install openjdk-17-jre-headless; macOS: brew install openjdk@17) o indicar uno en JAVA_HOME.",
  memory: (p) => `${p.free} libres de ${p.all}`,
  memory_remedy: "Cerrar otros programas, o dar menos al motor con --memory 256MB.",
  disk: (p) => `${p.free} libres para ${p.folder}`,
  disk_remedy: "Liberar espacio, o guardar el estado en otro disco con --state.",
  state_writable: (p) => `se puede escribir en ${p.folder}`,
  state_new: (p) => `se puede crear ${p.folder}`,
  state_refused: (p) => `no se puede escribir en ${p.folder} (${p.cause})`,
  state_remedy: "Cambiar los permisos de la carpeta, o elegir otra con --state.",

  clock: (p) => `${p.time}, igual que el sistema de archivos`,
  clock_ahead_of: (p) => `${p.time}, pero el registro más nuevo del topic va ${p.behind} por delante`,
  clock_file: (p) => `${p.time}, pero el reloj del sistema de archivos difiere en ${p.by}`,
  clock_absurd: (p) => `${p.time} no puede ser correcto`,
  clock_remedy:
    "Ajustar el reloj, mejor con la hora de la red (timedatectl set-ntp true): las ventanas dependen de él.",
  clock_untold: (p) => `${p.time}; no se puede saber si es correcto`,
  clock_broker: "Kafka no dice su hora, así que no se compararon.",

  port_free: (p) => `el ${p.port} está libre`,
  port_vitrina: (p) => `el ${p.port} lo usa una Vitrina en marcha`,
  port_taken: (p) => `el ${p.port} está ocupado por ${p.by}`,
  port_somebody: "otro programa",
  port_spark: "la consola de un Spark",
  port_process: (p) => `${p.name} (proceso ${p.pid})`,
  port_refused: (p) => `el ${p.port} no se puede abrir (${p.cause})`,
  port_remedy: "Terminar ese programa, o elegir otro puerto con --port (0 toma uno libre).",

  broker: (p) => `${p.brokers} responde, servidores: ${p.count}`,
  broker_none: (p) => `nadie responde en ${p.brokers}`,
  broker_remedy:
    "Solo hace falta para --source kafka y vitrina produce. Iniciar uno (npm run kafka -- up, o docker compose up kafka), o indicar otro con --brokers host:puerto.",
  login_open: "nadie pregunta quién es",
  login_tls: "cifrado, sin usuario",
  login: (p) => `con el usuario ${p.user}`,
  topic: (p) => `${p.topic}: particiones ${p.partitions}, registros ${p.records}`,
  topic_leaderless: (p) => `${p.topic}: nadie lidera la partición ${p.partitions}`,
  topic_leaderless_remedy:
    "Iniciar de nuevo los servidores que la tienen: hasta entonces no se puede leer ni escribir.",
  topic_none: (p) => `${p.topic} no existe`,
  topic_remedy: (p) => `vitrina produce lo crea, o bien: vitrina topics create ${p.topic} --partitions 2`,
  skipped: "depende de la línea anterior",

  terminal: (p) => `${p.columns} columnas, ${p.colour}`,
  colour: "con colores",
  no_colour: "sin colores",
  no_terminal: "la salida va a un archivo o a otro programa",
  terminal_remedy: "Ensanchar la ventana a más de 80 columnas para que las tablas no se partan.",
  language: (p) => `${p.name}; horas en ${p.zone}`,
  language_name: "español",
};
