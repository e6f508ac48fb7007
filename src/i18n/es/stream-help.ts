import type { streamHelp as english } from "../en/stream-help.ts";

export const streamHelp: typeof english = {
  summary: "sigue las ventas de una tienda mientras ocurren, en ventanas de tiempo",
  text: "Lee las ventas según llegan, juzga cada una con las mismas reglas que un lote y mantiene al día ventanas de la hora en que ocurrieron: provisionales mientras puedan llegar más filas, definitivas cuando la marca de agua las ha pasado. Filas, ventanas y posición se guardan juntas en la carpeta de estado: un flujo detenido de cualquier manera sigue donde estaba y cuenta cada venta una sola vez.",
  source: {
    value: "kafka|simulator|http|RUTA|-",
    text: "de dónde vienen las ventas: un topic de Kafka, una tienda inventada, POST /api/ingest, un archivo que crece (NDJSON o CSV), o - para la entrada estándar",
  },
  topic: { value: "NOMBRE", text: "topic de Kafka que se lee; puede repetirse" },
  from: {
    value: "DÓNDE",
    text: "dónde empieza la primera vez: earliest, latest, committed (según --group) o una hora en ISO 8601; un archivo: earliest o latest",
  },
  group: {
    value: "NOMBRE",
    text: "repartir las particiones con los demás miembros de este grupo de consumidores de Kafka",
  },
  on_gap: { value: "stop|continue", text: "qué hacer si Kafka borró registros antes de leerlos: parar o seguir" },
  window: { value: "TIEMPO", text: "duración de las ventanas, como 30s, 5m, 1h o 1d" },
  slide: {
    value: "TIEMPO",
    text: "cada cuánto empieza una ventana (por defecto: una tras otra, igual que --window)",
  },
  watermark: { value: "TIEMPO", text: "cuánto espera una ventana a las filas que llegan después de otras posteriores" },
  trigger: {
    value: "TIEMPO|continuous|available-now",
    text: "cuándo se actualiza: cada cierto tiempo, en cuanto haya una fila, o una vez con todo lo que haya, y terminar",
  },
  state: {
    value: "CARPETA",
    text: "carpeta de todo lo que sabe el flujo (por defecto: según el origen, en .vitrina)",
  },
  query: {
    value: "ID",
    text: "consulta por ventanas: totals o by_ con una dimensión; puede repetirse (por defecto: totals, by_category, by_payment_method, by_status)",
  },
  by: { value: "DIMENSIÓN", text: "una consulta más, como product_id para by_product_id; puede repetirse" },
  idle: {
    value: "TIEMPO|off",
    text: "una partición sin novedades durante este tiempo no retiene ninguna ventana; los archivos y available-now siempre esperan",
  },
  future: {
    value: "TIEMPO|off",
    text: "rechazar las filas más adelantadas que esto (por defecto: 1h; off para archivos)",
  },
  duplicates: {
    value: "TIEMPO|off",
    text: "hasta qué distancia, en la hora de la venta, dos filas con el mismo id son duplicadas",
  },
  late: { value: "keep|apply", text: "apartar las filas tardías, o sumarlas enseguida a sus ventanas" },
  keep_rows: { text: "guardar las filas aceptadas junto a las ventanas (lo habitual)" },
  no_keep_rows: { text: "guardar solo las ventanas" },
  mapping: { value: "ARCHIVO", text: "YAML que dice qué significan los campos de las ventas" },
  format: { value: "table|ndjson", text: "cómo se muestran las ventanas que cambian" },
  final_windows: {
    value: "CARPETA",
    text: "escribir también las ventanas definitivas en Parquet, una carpeta por consulta y día",
  },
  retain_rows: {
    value: "TIEMPO|off",
    text: "guarda las filas aceptadas ese tiempo, en días enteros como 90d; off las guarda todas",
  },
  retain_windows: {
    value: "TIEMPO|off",
    text: "guarda las ventanas definitivas ese tiempo, en días enteros; off las guarda todas",
  },
  retain_aside: { value: "N", text: "guarda como máximo tantos registros rechazados y tantas ventas tardías" },
  results_topic: {
    value: "NOMBRE",
    text: "envía además las ventanas que cambian a este topic de Kafka; si falta, se crea compactado",
  },
  dead_letters_topic: {
    value: "NOMBRE",
    text: "envía además los registros rechazados, tal como llegaron, a este topic de Kafka",
  },
  on_change: {
    value: "refuse|replay|drop",
    text: "si el estado se hizo con otras ventanas o reglas: parar, rehacer sus ventanas con las filas guardadas u olvidarlas",
  },
  progress: {
    value: "ARCHIVO|-",
    text: "escribir también lo que hizo cada lote como una línea de JSON; - para la salida de errores",
  },
  rate: { value: "N", text: "simulator: ventas por segundo" },
  count: { value: "N", text: "simulator: terminar tras este número de ventas" },
  seed: { value: "N", text: "simulator: número que decide todo lo aleatorio" },
  scenario: {
    value: "clean|dirty",
    text: "simulator: todas las ventas en orden, o algunas tardías, duplicadas, adelantadas o rotas",
  },
  host: { value: "HOST", text: "http: dirección en la que se escucha; fuera de esta máquina hace falta un token" },
  port: { value: "N", text: "http: puerto en el que se escucha; 0 toma uno libre" },
  token: {
    value: "TEXTO",
    text: "http: lo que deben saber quienes envían; mejor en VITRINA_TOKEN, donde no lo ve ningún otro usuario",
  },
  allowed_host: {
    value: "NOMBRE",
    text: "http: un nombre con el que se puede llamar a esta máquina; puede repetirse",
  },
  expected: {
    duration: "una duración como 500ms, 30s, 5m, 1h o 1d",
    whole_seconds: "segundos enteros, 1s o más, como 30s, 5m o 1h",
    duration_or_off: "una duración como 30s o 1h, u off",
    slide: (p) => `como mucho la duración de una ventana (${p.window})`,
    trigger: "una duración como 1s, continuous o available-now",
    from: "earliest, latest, committed o una hora en ISO 8601, como 2026-03-31T18:00:00",
    from_file: "earliest o latest para un archivo; los demás comienzos son de Kafka",
    from_group: "también --group: committed es donde está un grupo de consumidores",
    query: (p) => (p.meant === "" ? `una de ${p.known}` : `quizá ${p.meant}`),
    rate: "un número de ventas por segundo mayor que 0, como 0.5, 10 o 5k",
    port: "un puerto de 0 a 65535",
    source_of: (p) => `${p.sources}, porque se dio ${p.option}`,
    file_source: "un archivo NDJSON o CSV; para una carpeta o Parquet está vitrina batch",
    topic: "el nombre de un topic",
  },
  examples: [
    ["vitrina stream --source simulator", "una tienda inventada, para verlo en marcha"],
    ["vitrina stream --source kafka --topic transacciones_ventas", "un Kafka de esta máquina"],
    ["vitrina stream --source kafka --trigger available-now", "todo lo que haya ahora, y terminar"],
    ["vitrina stream --source kafka --engine spark --spark sc://localhost:15002", "calculado por un clúster de Spark"],
    ["vitrina stream --source pedidos.ndjson --window 5m --by product_id", "un archivo que crece"],
    ["cat ventas.ndjson | vitrina stream --source - --format ndjson", "desde una tubería, para programas"],
  ],
};
