import { type streamErrors as english, optionOf } from "../en/stream-errors.ts";

export const streamErrors: typeof english = {
  state_newer: (p) =>
    `${p.folder}: este estado lo escribió una Vitrina más nueva (formato ${p.format}, esta conoce ${p.known}). Instalar la versión nueva o elegir otra carpeta con --state.`,
  state_changed: (p) =>
    `${p.folder}: este estado se hizo con otro valor de ${p.parts.map(optionOf).join(", ")}. Seguir como antes, empezar al lado con otro --state, o rehacer sus ventanas desde las filas guardadas con --on-change replay (u olvidarlas con --on-change drop).`,
  state_of_other_source: (p) =>
    `${p.folder}: este estado es de ${p.source}. Elegir otra carpeta con --state: las posiciones de un origen no sirven en otro.`,
  state_of_other_mapping: (p) =>
    `${p.folder}: las filas de este estado se leyeron con otro mapeo u otra zona horaria y no se vuelven a leer. Empezar al lado con otro --state y --from earliest.`,
  state_in_use: (p) =>
    `${p.folder}: ${p.pid === null ? "otro proceso" : `el proceso ${p.pid}`} está usando este estado. Detenerlo o elegir otra carpeta con --state.`,
  state_damaged: (p) =>
    `${p.folder}: no se puede leer el estado (${p.cause}). Las filas guardadas están en su carpeta history: apartar la carpeta y empezar de nuevo con otro --state; el origen se leerá entonces desde --from.`,
  state_disk_full: (p) =>
    `${p.file}: no se puede escribir, el disco está lleno. Liberar espacio y empezar de nuevo con el mismo --state: ${p.folder} está intacto y nada se pierde ni se cuenta dos veces.`,
};
