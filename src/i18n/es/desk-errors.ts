import type { deskErrors as english } from "../en/desk-errors.ts";

export const deskErrors: typeof english = {
  state_missing: (p) =>
    `${p.folder}: aquí no hay ningún estado de un flujo. Indicar con --state la carpeta que vitrina stream muestra como «Estado».`,
  state_none: () =>
    "No hay ningún estado de un flujo en .vitrina/. Iniciar uno con vitrina stream, o indicar su carpeta con --state.",
  state_several: (p) => `Varios flujos guardan aquí su estado: ${p.folders.join(", ")}. Elegir uno con --state.`,
  dead_letter_unknown: (p) =>
    `No hay ningún registro rechazado con el id ${p.ids.join(", ")}. Se listan con vitrina dead-letters list --status all.`,
  dead_letter_closed: (p) =>
    `El registro rechazado ${p.id} ya se ${p.status === "retried" ? "reintentó" : "descartó"}. Solo los abiertos se pueden reintentar o descartar: vitrina dead-letters list.`,
  dead_letter_cut: (p) =>
    `Del registro rechazado ${p.id} solo se guardaron los primeros ${p.kept} de ${p.bytes} bytes, así que no se puede reintentar tal cual. Darlo entero con --value o --input, o descartarlo.`,
  dead_letter_twice: (p) =>
    `El registro rechazado ${p.id} aparece dos veces. Nombrarlo una vez, con el valor que corresponde.`,
  late_unknown: (p) =>
    `Ninguna venta tardía con el id ${p.ids.join(", ")} está en espera. Las que esperan se listan con vitrina late list.`,
  mended_line: (p) =>
    `${p.file}, línea ${p.line}: no es un registro corregido. Cada línea es un objeto con el id de un registro rechazado y su valor, como los escribe vitrina dead-letters export.`,
  mended_empty: (p) =>
    `${p.file}: no contiene ningún registro corregido. Cada línea es un objeto con el id de un registro rechazado y su valor.`,
  control_request: (p) =>
    `La petición no se entiende (${p.what}). Usar la misma versión de Vitrina para el flujo y para esta orden.`,
  control_failed: (p) =>
    `El flujo en marcha no pudo hacerlo (${p.cause}). Revisar lo que dice el propio flujo e intentarlo de nuevo.`,
  control_gone: (p) =>
    `El flujo en marcha dejó de responder (${p.cause}). Ejecutar la orden de nuevo: lo hecho se conserva y nada se hace dos veces.`,
};
