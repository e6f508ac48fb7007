import type { StreamMessages } from "../en/stream.ts";
import { partsOf } from "../en/stream-errors.ts";

export const stream: StreamMessages = {
  batch: (p) => `Lote ${p.batch} · ${p.time}`,
  batch_number: (p) => `Lote ${p.batch}`,
  republished: (p) => `Lote ${p.batch} · mostrado de nuevo tras un reinicio`,
  corrections: (p) => `Lote ${p.batch} · correcciones`,
  equation: (p) =>
    `${p.read} ${plural(p.read, "fila leída", "filas leídas")} = ${p.accepted} ${plural(p.accepted, "aceptada", "aceptadas")} + ${p.rejected} ${plural(p.rejected, "rechazada", "rechazadas")} + ${p.late} ${plural(p.late, "tardía", "tardías")} + ${p.duplicate} ${plural(p.duplicate, "duplicada", "duplicadas")}`,
  rate: (p) => `${p.rate} filas/s`,
  watermark: (p) => `marca de agua ${p.time}, hace ${p.lag}`,
  watermark_ahead: (p) => `marca de agua ${p.time}`,
  no_watermark: "todavía sin marca de agua",
  all_quiet: "sin novedades de ningún lado: todas las ventanas están cerradas",
  unread: (p) => `${p.count} filas sin leer`,
  unread_seconds: (p) => `${p.count} filas sin leer, retraso de ${p.lag}`,
  caught_up_in: (p) => `al día en ${p.time} (${p.at})`,
  not_catching_up: "sin recuperar el retraso",
  totals: "Totales",
  by: (p) => `Por ${p.dimension.toLowerCase()}`,
  average: "Promedio",
  provisional: "provisional",
  final: "definitiva",
  corrected: "corregida",
  more_windows: (p) => `… y ${p.count} ${p.one ? "ventana anterior" : "ventanas anteriores"} de este lote`,
  more_keys: (p) => `… y ${p.count} más`,

  reading: (p) =>
    `Origen: ${p.source} · ventanas de ${p.window}${p.slide === null ? "" : `, una cada ${p.slide}`} · marca de agua ${p.watermark}`,
  state_new: (p) => `Estado: ${p.folder} (nuevo)`,
  state_continues: (p) =>
    `Estado: ${p.folder} (sigue tras el lote ${p.batch}${p.positions === "" ? "" : `, desde ${p.positions}`})`,
  listening: (p) => `Escuchando: POST ${p.address}/api/ingest`,
  state_replayed: (p) =>
    `El estado se hizo con otro valor de ${partsOf(p.parts)}: sus ventanas se rehacen desde las filas que guarda.`,
  state_dropped: (p) =>
    `El estado se hizo con otro valor de ${partsOf(p.parts)}: sus ventanas empiezan vacías, sus filas quedan.`,
  query_unanswered: (p) =>
    `${p.query}: los registros de esta tienda no tienen ${p.column}, así que esta consulta no tiene ventanas.`,
  waiting_for_file: (p) => `${p.file} todavía no existe: se espera a que aparezca.`,
  stop_hint: "Ctrl+C lo termina tras el lote en curso; no se pierde nada.",

  gap: (p) =>
    `${p.partition}: los registros desde ${p.from} hasta ${p.to} (sin incluirlo) ya no están en el origen y nunca se leyeron.`,
  partition_added: (p) => `${p.partition}: partición nueva, ya se lee.`,
  partition_taken: (p) => `${p.partition}: ahora la lee otro miembro del grupo.`,
  file_rotated: (p) => `${p.partition}: el archivo fue reemplazado; el nuevo se lee desde su comienzo.`,
  file_truncated: (p) =>
    `${p.partition}: el archivo fue cortado mientras se leía (en el byte ${p.from}); lo que contiene ahora se lee desde su comienzo.`,
  disconnected: (p) => `Conexión perdida (${p.cause}). Se reintenta hasta que vuelva; no se pierde nada.`,
  reconnected: "Conectado de nuevo.",

  stopping: "Deteniendo tras el lote en curso… (otra vez Ctrl+C lo detiene en el acto)",
  stopped: (p) => `Detenido tras el lote ${p.batch}.${p.positions === "" ? "" : ` Se reanuda en ${p.positions}.`}`,
  stopped_before: "Detenido antes del primer lote.",
  ended: (p) =>
    `Terminado tras el lote ${p.batch}.${p.positions === "" ? "" : ` La próxima ejecución empieza en ${p.positions}.`}`,
  ended_empty: "No había nada que leer.",
  position: (p) => `${p.partition}: ${p.position}`,
  byte: (p) => `byte ${p.at}`,
  more_positions: (p) => `y ${p.count} particiones más`,
  this_run: (p) => `${p.equation}${p.windows === "" ? "" : ` · ${p.windows}`}`,
  windows: (p) => `ventanas que pasaron a definitivas: ${p.final} · todavía provisionales: ${p.provisional}`,
  nothing_new: "No había nada nuevo que leer.",
  open_windows: (p) => `ventanas abiertas: ${p.count}`,
  since_beginning: (p) => `Desde el principio: ${p.equation}`,
  reasons: (p) => `Motivos de rechazo: ${p.reasons}`,
  rows_in: (p) => `Filas aceptadas: ${p.folder}`,
  final_windows_in: (p) => `Ventanas definitivas: ${p.folder}`,
};

function plural(count: string, one: string, many: string): string {
  return count === "1" ? one : many;
}
