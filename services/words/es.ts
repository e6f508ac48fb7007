import type { ServiceWords } from "./en.ts";

export const spanish: ServiceWords = {
  usage: {
    kafka: `Uso: npm run kafka -- ORDEN [opciones]

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
    spark: `Uso: npm run spark -- ORDEN [opciones]

Un servidor Spark Connect real en esta máquina, para desarrollo y pruebas. Necesita Java 17; Maven descarga el resto una
vez.

Órdenes:
  up      iniciar uno y mantenerlo hasta Ctrl+C
  down    detener los iniciados con "up" (con --port: solo ese)
  fetch   solo descargar los jars

Opciones de up:
  --line L             3.5 o 4.1 (por defecto: 3.5); la 4.1 se descarga con pip de PyPI, 455 MB
  --port P             puerto de Spark Connect; 0 toma uno libre (por defecto: 15002)
  --ui-port P          puerto de las páginas de Spark; 0 toma uno libre (por defecto: 4041)
  --master M           quién trabaja, por ejemplo local[2] o spark://host:7077 (por defecto: local[*])
  --cluster            un master y workers en procesos propios, y Connect delante de ellos
  --workers N          con --cluster: cuántos workers (por defecto: 2)
  --worker-cores N     con --cluster: núcleos de cada worker (por defecto: 1)
  --worker-memory M    con --cluster: memoria de cada worker, por ejemplo 1g (por defecto: 1g)
  --memory M           memoria del servidor, por ejemplo 2g (por defecto: 1g)
  --conf CLAVE=VALOR   un ajuste de Spark; se puede repetir
  --data DIR           conservar ahí registros, historial y tablas (por defecto: una carpeta temporal que se borra)
  --detach             seguir en segundo plano
`,
    hdfs: `Uso: npm run hdfs -- ORDEN [opciones]

Un HDFS real en esta máquina, un NameNode y un DataNode, para desarrollo y pruebas. Necesita Java 17; Maven descarga el
resto una vez.

Órdenes:
  up      iniciar uno y mantenerlo hasta Ctrl+C
  down    detener los iniciados con "up" (con --port: solo ese)
  fetch   solo descargar los jars

Opciones de up:
  --port P       puerto de hdfs://; 0 toma uno libre (por defecto: 8020)
  --http-port P  puerto de WebHDFS y de las páginas del NameNode; 0 toma uno libre (por defecto: 9870)
  --memory M     memoria de cada proceso, por ejemplo 512m (por defecto: 256m)
  --data DIR     conservar ahí los archivos (por defecto: una carpeta temporal que se borra al final)
  --detach       seguir en segundo plano
`,
  },
  wrong_option: (p) => `${p.message}. Ver: npm run ${p.service} -- --help`,
  wrong_command: (p) => `"${p.command}" no es una orden. Usar up, down o fetch.`,
  wrong_number: (p) =>
    `--${p.option}: no se entiende "${p.value}". Se esperaba un número entero de ${p.least} a ${p.most}.`,
  wrong_choice: (p) => `--${p.option}: no se conoce "${p.value}". Se esperaba ${p.choices.join(" o ")}.`,
  wrong_memory: (p) => `--${p.option}: no se entiende "${p.value}". Se esperaba un tamaño como 512m o 2g.`,
  wrong_setting: (p) =>
    `--conf: no se entiende "${p.value}". Se esperaba CLAVE=VALOR, por ejemplo spark.sql.shuffle.partitions=4.`,
  not_together: (p) => `--${p.one} y --${p.other} no se pueden combinar. Quitar una de las dos.`,
  only_with: (p) => `--${p.option} solo funciona con --${p.needed}.`,
  no_java: (p) =>
    `No se encontró Java. Instalar Java ${p.least} o posterior (Debian, Ubuntu: apt-get install openjdk-17-jre-headless; macOS: brew install openjdk@17), o indicarlo en JAVA_HOME.`,
  old_java: (p) =>
    `${p.java} es Java ${p.found} y se necesita Java ${p.least} o posterior. Instalarlo, o indicar uno en JAVA_HOME.`,
  no_jars: (p) => `Los jars de ${p.name} todavía no están aquí. Descargarlos con: npm run ${p.fetch}`,
  no_maven: (p) =>
    `Faltan los jars de ${p.name} y también Maven, que los descarga. Instalarlo (Debian, Ubuntu: apt-get install maven; macOS: brew install maven).`,
  no_pip: (p) =>
    `Faltan los jars de ${p.name} y también pip, de Python, que los descarga de PyPI. Instalarlo (Debian, Ubuntu: apt-get install python3-pip python3-setuptools).`,
  fetch_failed: (p) =>
    `Maven no pudo descargar los jars de ${p.name}. Revisar la red y el settings.xml de Maven. Dijo: ${p.cause}`,
  pip_failed: (p) =>
    `pip no pudo descargar los jars de ${p.name}. Revisar la red y los ajustes de pip (pip config list). Dijo: ${p.cause}`,
  no_openssl: (p) =>
    `No se pudieron crear certificados con openssl (${p.cause}). Instalarlo (Debian, Ubuntu: apt-get install openssl).`,
  windows: (p) => `Los servicios no se inician en Windows mismo. Usar WSL, o bien: docker compose up ${p.service}`,
  port_taken: (p) =>
    `El puerto ${p.port} está ocupado, quizá por otro de estos. Detenerlo (npm run ${p.service} -- down) o elegir otro puerto con --${p.option} (0 toma uno libre).`,
  process_failed: (p) => `${p.name} no se inició. Final de ${p.log}:\n${p.tail}`,
  process_slow: (p) => `${p.name} no respondió en ${p.seconds} s. Final de ${p.log}:\n${p.tail}`,
  process_gone: (p) => `${p.name} terminó por sí solo. Final de ${p.log}:\n${p.tail}`,
  other_data: (p) =>
    `${p.folder}: datos de ${p.brokers} broker(s) de Kafka ${p.version}. Iniciar con --brokers ${p.brokers} --version ${p.version}, o elegir otra carpeta.`,
  foreign_data: (p) => `${p.folder}: esta carpeta no está vacía y no la creó esta orden. Elegir una vacía con --data.`,
  fetching: (p) => `Descargando los jars de ${p.name} (una vez, unos ${p.size})…`,
  archiving: (p) => `Preparando ${p.name}, para que se inicie en un tercio del tiempo (una vez)…`,
  fetched: (p) => `Los jars de ${p.name} están aquí.`,
  starting: (p) => `Iniciando ${p.name}…`,
  running: (p) => `${p.name} está en marcha; sus datos y registros están en ${p.folder}. Ctrl+C lo detiene.`,
  also: {
    spark_pages: (p) => `Páginas de Spark: ${p.url}`,
    master_pages: (p) => `Páginas del master del clúster: ${p.url}`,
    webhdfs: (p) => `WebHDFS y páginas del NameNode: ${p.url}`,
    open_port: (p) =>
      `Spark 3.5 acepta conexiones de otras máquinas en el puerto ${p.port} y no pregunta a nadie quién es. Cerrar ese puerto en una red compartida.`,
  },
  detached: (p) => `${p.name} está en marcha en segundo plano. Detenerlo con: npm run ${p.service} -- down`,
  stopping: (p) => `Deteniendo ${p.name}…`,
  none_running: (p) => `No hay en marcha ningún ${p.name} iniciado con esta orden.`,
  stopped: (p) => `${p.name} en el puerto ${p.port} está detenido.`,
};
