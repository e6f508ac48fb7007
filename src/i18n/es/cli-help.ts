import type { CliHelp } from "../en/cli-help.ts";
import { compareHelp } from "./compare.ts";
import { deskHelp } from "./desk-help.ts";
import { doctorHelp } from "./doctor-help.ts";
import { filesHelp } from "./files-help.ts";
import { kafkaHelp } from "./kafka-help.ts";
import { produceHelp } from "./produce-help.ts";
import { runsHelp } from "./runs.ts";
import { serveHelp } from "./serve-help.ts";
import { sparkHelp } from "./spark-help.ts";
import { streamHelp } from "./stream-help.ts";
import { topicsHelp } from "./topics-help.ts";

export const cliHelp: CliHelp = {
  usage: "Uso:",
  arguments: "Argumentos:",
  options: "Opciones:",
  commands: "Órdenes:",
  examples: "Ejemplos:",
  default: (p) => `por defecto: ${p.value}`,
  any_options: "[opciones]",
  any_command: "ORDEN",
  help: "muestra esta ayuda",
  help_command: { value: "[orden]", text: "muestra la ayuda de una orden" },
  version: "muestra la versión",
  lang: { value: "es|en", text: "idioma de todo lo que se dice y se escribe (por defecto: el del sistema)" },
  program:
    "Dice a una tienda en línea qué vende. Una sola orden lee las ventas, las limpia dando cuenta de cada fila y responde a las preguntas de la tienda.",
  more: "Cada orden tiene su propia ayuda: vitrina ORDEN --help",
  program_examples: [
    ["vitrina demo", "probarlo con una tienda generada"],
    ["vitrina batch ventas.csv", "cifras del archivo de una tienda"],
    ["vitrina generate --rows 1m -o ventas.parquet", "un archivo para practicar"],
  ],

  batch: {
    summary: "lee las ventas de una tienda, las limpia y responde a sus preguntas",
    text: "Lee las ventas, se queda con las filas válidas y aparta las demás con su motivo, calcula los análisis, los muestra y escribe todos los resultados en una carpeta. Los resultados anteriores se reemplazan enteros, al final.",
    input: {
      name: "ENTRADA",
      text: 'archivos, carpetas o patrones ("2026-*.csv"); - lee la entrada estándar. CSV, NDJSON, JSON o Parquet, también .gz y .zst',
    },
    mapping: { value: "ARCHIVO", text: "YAML que dice qué significan las columnas del archivo" },
    propose: {
      value: "ARCHIVO",
      text: "escribe el mapeo propuesto en un archivo nuevo, si la entrada no se entiende sin mapeo",
    },
    out: {
      value: "CARPETA",
      text: "carpeta de los resultados; con Spark también una dirección del clúster, como hdfs://host/carpeta",
      otherwise: "resultados",
    },
    analysis: {
      value: "ID|all",
      text: "calcula solo este análisis; puede repetirse (vitrina analyses los muestra)",
    },
    format: { value: "table|json", text: "cómo se muestran los resultados" },
    csv: { text: "escribe cada análisis también en CSV" },
    json: { text: "escribe cada análisis también en JSON" },
    report: { text: "escribe un informe HTML con gráficos" },
    strict: { text: "rechaza las filas que solo darían un aviso" },
    max_rejected: {
      value: "LÍMITE",
      text: "falla si se rechazan más filas: una proporción (1% o 0.01) o un número de filas",
    },
    currency: { value: "CÓDIGO", text: "moneda de los importes, como EUR" },
    time_zone: {
      value: "ZONA",
      text: "zona horaria de la tienda, como Europe/Madrid (por defecto: la de esta máquina)",
    },
    engine: { value: "duckdb|spark", text: "quién calcula" },
    memory: { value: "TAMAÑO", text: "memoria que puede usar el motor antes de seguir en disco" },
    threads: { value: "N", text: "hilos que puede usar el motor (por defecto: uno por núcleo)" },
    examples: [
      ["vitrina batch ventas.csv", "resultados en resultados/"],
      ["vitrina batch enero.csv febrero.csv.gz --report --csv", "varios archivos, y un informe"],
      ["vitrina batch pedidos.csv --propose tienda.yaml", "un primer mapeo para un archivo desconocido"],
      ["vitrina batch pedidos.csv --mapping tienda.yaml --analysis all", "con él, todos los análisis"],
      ["cat ventas.ndjson | vitrina batch - --format json", "desde una tubería, en JSON"],
    ],
  },

  generate: {
    summary: "escribe un archivo de ventas inventadas",
    text: "Escribe ventas inventadas de una tienda que parece real: tardes y fines de semana con más ventas, productos populares, clientes que vuelven. Las mismas opciones dan los mismos bytes.",
    rows: { value: "N", text: "cuántas ventas, como 100000, 100k o 10m" },
    days: { value: "N", text: "cuántos días abarcan" },
    end: { value: "HORA", text: "cuándo termina el periodo, en ISO 8601 (por defecto: la última medianoche, UTC)" },
    seed: { value: "N", text: "número que decide todo lo aleatorio" },
    uniform: { text: "todo con la misma probabilidad, en lugar de una tienda realista" },
    scenario: {
      value: "NOMBRE",
      text: "clean: todas las filas son válidas; dirty: cerca del 7 % de las filas tiene un defecto; dst: los días de los dos cambios de hora en Madrid",
    },
    format: {
      value: "csv|ndjson|parquet",
      text: "formato del archivo (por defecto: según la terminación de su nombre)",
    },
    threads: { value: "N", text: "hilos que se usan (por defecto: uno por núcleo)" },
    output: { value: "RUTA", text: "archivo que se escribe; con un nombre que termina en .gz o .zst, comprimido" },
    examples: [
      ["vitrina generate -o ventas.csv", "100 000 ventas de 30 días"],
      ["vitrina generate --rows 10m --days 365 -o anual.parquet", "un año, en Parquet"],
      ["vitrina generate --rows 1k --uniform --seed 7 --format ndjson -o ventas.json", "pequeño y uniforme"],
    ],
  },

  analyses: {
    summary: "muestra los análisis con sus definiciones",
    text: "Muestra todos los análisis: qué dicen, cómo se calculan y qué columnas dan.",
    format: { value: "table|json", text: "cómo se muestra la lista" },
    examples: [
      ["vitrina analyses", "el catálogo"],
      ["vitrina analyses --format json", "lo mismo, para programas"],
    ],
  },

  demo: {
    summary: "una tienda inventada que vende en vivo, en el navegador",
    text: "Inventa una tienda con 30 días de historia que sigue vendiendo, con algunas ventas tardías, duplicadas o rotas, y sirve sus cifras en http://127.0.0.1:4040/api. Si se detiene y se inicia de nuevo, continúa. Con --once inventa las ventas de una tienda, ejecuta un lote con ellas, muestra las tablas, escribe los resultados con un informe y termina.",
    rows: { value: "N", text: "cuántas ventas, como 100000, 100k o 10m" },
    out: { value: "CARPETA", text: "carpeta para todo ello", otherwise: "demo" },
    once: { text: "sin consola: un lote sobre ventas inventadas, sus tablas y un informe" },
    examples: [
      ["vitrina demo", "una tienda con 100.000 ventas, y después en vivo"],
      ["vitrina demo --once --rows 1m --out tienda-grande", "un lote sobre un millón de ventas"],
    ],
  },

  files: filesHelp,
  topics: topicsHelp,
  stream: streamHelp,
  serve: serveHelp,
  spark: sparkHelp,
  compare: compareHelp,
  kafka: kafkaHelp,
  produce: produceHelp,
  runs: runsHelp,
  doctor: doctorHelp,
  "dead-letters": deskHelp.dead_letters,
  late: deskHelp.late,
  reconcile: deskHelp.reconcile,
};
