import type { Language } from "../src/i18n/language.ts";

/** What the services say to whoever develops with them. */
const english = {
  usage: `Usage: npm run kafka -- COMMAND [options]

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
  wrong_option: (p: { message: string }) => `${p.message}. See: npm run kafka -- --help`,
  wrong_command: (p: { command: string }) => `"${p.command}" is no command. Use up, down or fetch.`,
  wrong_number: (p: { option: string; value: string; least: number; most: number }) =>
    `--${p.option}: "${p.value}" is not understood. Expected a whole number from ${p.least} to ${p.most}.`,
  wrong_version: (p: { value: string; versions: readonly string[] }) =>
    `--version: "${p.value}" is not known. Expected ${p.versions.join(" or ")}.`,
  no_java: (p: { least: number }) =>
    `Java was not found. Install Java ${p.least} or newer (Debian, Ubuntu: apt-get install openjdk-17-jre-headless; macOS: brew install openjdk@17), or point JAVA_HOME to it.`,
  old_java: (p: { least: number; found: number; java: string }) =>
    `${p.java} is Java ${p.found}, and Java ${p.least} or newer is needed. Install it, or point JAVA_HOME to one.`,
  no_jars: (p: { version: string }) =>
    `The jars of Kafka ${p.version} are not here yet. Fetch them with: npm run kafka -- fetch --version ${p.version}`,
  no_maven: (p: { version: string }) =>
    `The jars of Kafka ${p.version} are missing, and so is Maven, which fetches them. Install it (Debian, Ubuntu: apt-get install maven; macOS: brew install maven).`,
  fetch_failed: (p: { version: string; cause: string }) =>
    `Maven could not fetch the jars of Kafka ${p.version}. Check the network and Maven's settings.xml. It said: ${p.cause}`,
  no_openssl: (p: { cause: string }) =>
    `Certificates could not be made with openssl (${p.cause}). Install it (Debian, Ubuntu: apt-get install openssl).`,
  windows: "Kafka's scripts for Windows are not used here. Start it with: docker compose up kafka",
  port_taken: (p: { port: number }) =>
    `Port ${p.port} is taken, perhaps by another broker. Stop that one (npm run kafka -- down), or choose another port with --port (0 takes a free one).`,
  broker_failed: (p: { name: string; log: string; tail: string }) =>
    `${p.name} did not start. The end of ${p.log}:\n${p.tail}`,
  broker_slow: (p: { seconds: number; log: string; tail: string }) =>
    `Kafka did not answer within ${p.seconds} s. The end of ${p.log}:\n${p.tail}`,
  other_data: (p: { folder: string; brokers: number; version: string }) =>
    `${p.folder}: the data of ${p.brokers} broker(s) of Kafka ${p.version}. Start it with --brokers ${p.brokers} --version ${p.version}, or choose another folder.`,
  foreign_data: (p: { folder: string }) =>
    `${p.folder}: this folder is not empty and was not made by this command. Choose an empty one with --data.`,
  fetching: (p: { version: string }) => `Fetching the jars of Kafka ${p.version} (once, about 45 MB)…`,
  archiving: (p: { version: string }) =>
    `Preparing Kafka ${p.version}, so that it starts in a third of the time (once)…`,
  fetched: (p: { version: string }) => `The jars of Kafka ${p.version} are here.`,
  starting: (p: { version: string }) => `Starting Kafka ${p.version}…`,
  running: (p: { folder: string }) => `Kafka is running; its data and logs are in ${p.folder}. Ctrl+C stops it.`,
  detached: "Kafka is running in the background. Stop it with: npm run kafka -- down",
  stopping: "Stopping Kafka…",
  broker_gone: (p: { name: string; log: string; tail: string }) =>
    `${p.name} ended by itself. The end of ${p.log}:\n${p.tail}`,
  none_running: "No broker started by this command is running.",
  stopped: (p: { port: number }) => `Kafka on port ${p.port} is stopped.`,
};

export type ServiceWords = typeof english;

const spanish: ServiceWords = {
  usage: `Uso: npm run kafka -- ORDEN [opciones]

Un broker de Kafka real en esta máquina, para desarrollo y pruebas. Necesita Java 17; Maven descarga el resto una vez.

Órdenes:
  up      iniciar uno y mantenerlo hasta Ctrl+C
  down    detener los iniciados con "up" (con --port: solo ese)
  fetch   solo descargar los jars

Opciones de up:
  --brokers N      cuántos brokers (por defecto: 1)
  --version V      3.9.1 o 4.1.0 (por defecto: 3.9.1)
  --port P         puerto del primer broker, los demás usan los siguientes; 0 toma libres (por defecto: 9092)
  --data DIR       conservar ahí los datos (por defecto: una carpeta temporal que se borra al final)
  --partitions N   particiones de los topics nuevos (por defecto: 1)
  --detach         seguir en segundo plano
`,
  wrong_option: (p) => `${p.message}. Ver: npm run kafka -- --help`,
  wrong_command: (p) => `"${p.command}" no es una orden. Usar up, down o fetch.`,
  wrong_number: (p) =>
    `--${p.option}: no se entiende "${p.value}". Se esperaba un número entero de ${p.least} a ${p.most}.`,
  wrong_version: (p) => `--version: no se conoce "${p.value}". Se esperaba ${p.versions.join(" o ")}.`,
  no_java: (p) =>
    `No se encontró Java. Instalar Java ${p.least} o posterior (Debian, Ubuntu: apt-get install openjdk-17-jre-headless; macOS: brew install openjdk@17), o indicarlo en JAVA_HOME.`,
  old_java: (p) =>
    `${p.java} es Java ${p.found} y se necesita Java ${p.least} o posterior. Instalarlo, o indicar uno en JAVA_HOME.`,
  no_jars: (p) =>
    `Los jars de Kafka ${p.version} todavía no están aquí. Descargarlos con: npm run kafka -- fetch --version ${p.version}`,
  no_maven: (p) =>
    `Faltan los jars de Kafka ${p.version} y también Maven, que los descarga. Instalarlo (Debian, Ubuntu: apt-get install maven; macOS: brew install maven).`,
  fetch_failed: (p) =>
    `Maven no pudo descargar los jars de Kafka ${p.version}. Revisar la red y el settings.xml de Maven. Dijo: ${p.cause}`,
  no_openssl: (p) =>
    `No se pudieron crear certificados con openssl (${p.cause}). Instalarlo (Debian, Ubuntu: apt-get install openssl).`,
  windows: "Aquí no se usan los scripts de Kafka para Windows. Iniciarlo con: docker compose up kafka",
  port_taken: (p) =>
    `El puerto ${p.port} está ocupado, quizá por otro broker. Detenerlo (npm run kafka -- down) o elegir otro puerto con --port (0 toma uno libre).`,
  broker_failed: (p) => `${p.name} no se inició. Final de ${p.log}:\n${p.tail}`,
  broker_slow: (p) => `Kafka no respondió en ${p.seconds} s. Final de ${p.log}:\n${p.tail}`,
  other_data: (p) =>
    `${p.folder}: datos de ${p.brokers} broker(s) de Kafka ${p.version}. Iniciar con --brokers ${p.brokers} --version ${p.version}, o elegir otra carpeta.`,
  foreign_data: (p) => `${p.folder}: esta carpeta no está vacía y no la creó esta orden. Elegir una vacía con --data.`,
  fetching: (p) => `Descargando los jars de Kafka ${p.version} (una vez, unos 45 MB)…`,
  archiving: (p) => `Preparando Kafka ${p.version}, para que se inicie en un tercio del tiempo (una vez)…`,
  fetched: (p) => `Los jars de Kafka ${p.version} están aquí.`,
  starting: (p) => `Iniciando Kafka ${p.version}…`,
  running: (p) => `Kafka está en marcha; sus datos y registros están en ${p.folder}. Ctrl+C lo detiene.`,
  detached: "Kafka está en marcha en segundo plano. Detenerlo con: npm run kafka -- down",
  stopping: "Deteniendo Kafka…",
  broker_gone: (p) => `${p.name} terminó por sí solo. Final de ${p.log}:\n${p.tail}`,
  none_running: "No hay en marcha ningún broker iniciado con esta orden.",
  stopped: (p) => `Kafka en el puerto ${p.port} está detenido.`,
};

export const serviceWords: Readonly<Record<Language, ServiceWords>> = { en: english, es: spanish };

/** Something the person who starts a service can mend, sayable in both languages; `message` is the English sentence. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly sentence: (words: ServiceWords) => string;

  constructor(sentence: (words: ServiceWords) => string, options?: { cause?: unknown }) {
    super(sentence(english), options);
    this.sentence = sentence;
  }
}
