import type { CliMessages } from "../en/cli.ts";
import { compare } from "./compare.ts";
import { desk } from "./desk.ts";
import { doctor } from "./doctor.ts";
import { files } from "./files-help.ts";
import { produce } from "./produce.ts";
import { runs } from "./runs.ts";
import { stream } from "./stream.ts";
import { topics } from "./topics-help.ts";

export const cli: CliMessages = {
  unknown_option: (p) => `Opción desconocida ${p.option}.${didYouMean(p.meant)}`,
  unknown_command: (p) => `Orden desconocida "${p.command}".${didYouMean(p.meant)}`,
  missing_argument: (p) => `Falta ${p.argument}.`,
  option_without_value: (p) => `${p.option} necesita un valor.`,
  option_missing: (p) => `Falta ${p.option}.`,
  too_many_arguments: (p) =>
    `${p.command} ${p.expected === 0 ? "no admite argumentos" : p.expected === 1 ? "admite un argumento" : `admite ${p.expected} argumentos`} y se ${p.given === 1 ? "dio 1" : `dieron ${p.given}`}.`,
  see_help: (p) => `Ver ${p.command} --help.`,

  expected: {
    one_of: (p) => listed(p.values),
    analysis: (p) =>
      p.meant.length === 0
        ? 'el id de un análisis ("vitrina analyses" los muestra) o all'
        : `el id de un análisis, quizá ${listed(p.meant)}`,
    rows: "un número entero de filas, 1 o más, como 100000, 100k o 10m",
    days: "un número entero de días, 1 o más",
    seed: "un número entero, 0 o más",
    threads: "un número entero de hilos, de 1 a 512",
    moment: "una fecha u hora en ISO 8601, como 2026-03-31 o 2026-03-31T18:00:00",
    memory: "un tamaño de 64MB o más, como 512MB, 2GB o 1.5GiB",
    limit: "una proporción como 1% o 0.01, o un número de filas como 500",
    currency: "un código de moneda de ISO 4217, como EUR, USD o MXN",
    time_zone: (p) =>
      `una zona horaria de la IANA como Europe/Madrid${p.meant.length === 0 ? "" : `, quizá ${listed(p.meant)}`}`,
  },

  spark_not_yet: "El motor Spark todavía no está en esta versión. Quitar --engine, o escribir --engine duckdb.",
  proposal_exists: (p) =>
    `${p.file}: este archivo ya existe y quedaría reemplazado. Elegir otro nombre para --propose, o moverlo.`,
  proposal_not_needed: (p) => `No se propuso nada en ${p.file}: los archivos se entendieron sin mapeo.`,
  too_many_rejected: (p) =>
    `Se rechazaron ${p.rejected} de ${p.read} filas (${p.share}), más que --max-rejected ${p.limit}. Los resultados quedaron escritos; las filas rechazadas y sus motivos están en ${p.file}.`,
  stopped: "Detenido: no quedó nada escrito a medias.",
  defect: (p) =>
    `Esto es un defecto de Vitrina, no de los datos: ${p.message}. Repetirlo con VITRINA_DEBUG=1 para ver dónde, y dar aviso.`,

  results_in: (p) => `Resultados: ${p.folder}`,
  report_in: (p) => `Informe:    ${p.file}`,
  sales_in: (p) => `Ventas:     ${p.file}`,

  generated: {
    rows: "Filas",
    categories: "Categorías",
    totals: "Totales",
    period: "Periodo",
    file: "Archivo",
    range: (p) => `${p.from} a ${p.to}`,
    took: (p) => `en ${p.time}, ${p.rate} filas/s`,
  },

  progress: {
    load: "Leyendo",
    analyse: "Analizando",
    write: "Escribiendo",
    generate: "Generando",
    send: "Enviando",
    receive: "Recibiendo",
    of: (p) => `${p.done} de ${p.all}`,
    rows: (p) => `${p.count} filas`,
    per_second: (p) => `${p.amount}/s`,
    left: (p) => `quedan ${p.time}`,
  },

  catalogue: {
    by_default: (p) => `Los que calcula todo lote (${p.count})`,
    on_request: (p) => `Los que se piden con --analysis ID o --analysis all (${p.count})`,
    formula: "Fórmula",
    columns: "Columnas",
    needs: "Necesita",
    file: "Archivo",
  },

  demo: { folder: "demo", sales: "ventas.csv" },

  files,

  topics,

  stream,

  produce,
  runs,
  doctor,
  compare,
  desk,
};

function didYouMean(meant: readonly string[]): string {
  return meant.length === 0 ? "" : ` ¿Quizá ${listed(meant)}?`;
}

/** "o" becomes "u" before a word that sounds like it. */
function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  const word = /^h?o/i.test(last) ? "u" : "o";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${word} ${last}`;
}
