import { type streamErrors as english, partsOf } from "../en/stream-errors.ts";

export const streamErrors: typeof english = {
  state_newer: (p) =>
    `${p.folder}: este estado lo escribió una Vitrina más nueva (formato ${p.format}, esta conoce ${p.known}). Instalar la versión nueva o elegir otra carpeta con --state.`,
  state_changed: (p) =>
    `${p.folder}: este estado se hizo con otro valor de ${partsOf(p.parts)}. Seguir como antes, empezar al lado con otro --state, ${
      p.reach === "windows"
        ? "o rehacer sus ventanas desde las filas guardadas con --on-change replay (u olvidarlas con --on-change drop)."
        : "que con --from earliest lee todo lo que el origen aún tiene, o dejar sus filas como se leyeron y seguir con ventanas nuevas con --on-change drop."
    }`,
  state_of_other_source: (p) =>
    `${p.folder}: este estado es de ${p.source}. Elegir otra carpeta con --state: las posiciones de un origen no sirven en otro.`,
  state_records_gone: (p) =>
    `${p.folder}: sus filas se leyeron con otro valor de ${partsOf(p.parts)} y los registros de los que salieron no se guardan: no hay de dónde rehacer. Para leer todo lo que el origen aún tiene: otro --state y --from earliest. Para dejar estas filas como están y leer los registros nuevos de la forma nueva: --on-change drop.`,
  state_rows_gone: (p) =>
    `${p.folder}: no hay de dónde rehacer, porque este estado se hizo con --no-keep-rows. Olvidar sus ventanas con --on-change drop, o empezar al lado con otro --state y --from earliest.`,
  state_zone_unknown: (p) =>
    `${p.folder}: sus filas no se pueden pasar de ${p.zone} a otro --time-zone, porque ${
      p.why === "mixed"
        ? "aquí las horas pueden venir con o sin desplazamiento, y las filas no dicen cómo vinieron las suyas."
        : "algunas caen en la hora que sigue a un salto del reloj, y no dicen si se movieron allí."
    } Empezar al lado con otro --state y --from earliest.`,
  state_in_use: (p) =>
    `${p.folder}: ${p.pid === null ? "otro proceso" : `el proceso ${p.pid}`} está usando este estado. Detenerlo o elegir otra carpeta con --state.`,
  state_damaged: (p) =>
    `${p.folder}: no se puede leer el estado (${p.cause}). Las filas guardadas están en su carpeta history: apartar la carpeta y empezar de nuevo con otro --state; el origen se leerá entonces desde --from.`,
  state_disk_full: (p) =>
    `${p.file}: no se puede escribir, el disco está lleno. Liberar espacio y empezar de nuevo con el mismo --state: ${p.folder} está intacto y nada se pierde ni se cuenta dos veces.`,
};
