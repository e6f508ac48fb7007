import type { sourceErrors as english } from "../en/source-errors.ts";

export const sourceErrors: typeof english = {
  stream_bad_position: (p) =>
    `${p.source}: la posición guardada "${p.position}" no es de este origen. Usar la carpeta de estado que le corresponde, o empezar con una nueva con --state.`,
  stdin_broken: (p) =>
    `stdin: la lectura se interrumpió (${p.cause}). Revisar el comando que escribe en la tubería y empezar de nuevo.`,
  http_needs_token: (p) =>
    `--host ${p.host}: otras máquinas podrían enviar ventas, así que hace falta un token. Indicarlo con --token, o escuchar en 127.0.0.1.`,
  http_address_taken: (p) => `${p.address}: otro programa escucha aquí. Detenerlo, o elegir otro puerto con --port.`,
  http_not_listening: (p) =>
    `${p.address}: no se puede escuchar aquí (${p.cause}). Elegir otra dirección con --host y --port.`,
  spool_failed: (p) =>
    `${p.folder}: las ventas recibidas no se pueden guardar aquí (${p.cause}). Liberar espacio o cambiar los permisos de la carpeta; lo confirmado está a salvo.`,
  spool_unknown: (p) =>
    `${p.file}: no es un diario de ventas recibidas que esta versión entienda. Usar la versión que lo escribió, o mover el archivo.`,
  ingest_path: (p) => `${p.path}: aquí no hay nada. Enviar las ventas con POST /api/ingest.`,
  ingest_method: (p) => `${p.method} no es posible aquí. Enviar las ventas con POST.`,
  ingest_host: (p) =>
    `El host "${p.host}" no es de este servidor. Llamarlo por su propia dirección, o iniciarlo con --allowed-host ${p.host}.`,
  ingest_origin: (p) =>
    `Las páginas de ${p.origin} no pueden enviar ventas aquí. Enviarlas desde un programa, o desde una página de este servidor.`,
  ingest_no_token: () =>
    "Hace falta un token. Enviar la cabecera Authorization: Bearer con el token con que se inició este servidor.",
  ingest_wrong_token: () => "El token no es el correcto. Enviar aquel con que se inició este servidor.",
  ingest_media_type: (p) =>
    `El tipo de contenido "${p.given}" no se lee. Enviar application/x-ndjson con una venta por línea, o application/json.`,
  ingest_encoding: (p) => `La codificación de contenido "${p.given}" no se lee. Enviar gzip, zstd o ninguna.`,
  ingest_bad_encoding: (p) => `El cuerpo no es un ${p.encoding} completo. Enviarlo de nuevo.`,
  ingest_body_cut: () => "El cuerpo terminó antes de tiempo. Enviarlo de nuevo.",
  ingest_body_too_large: (p) => `El cuerpo pasa de ${p.mebibytes} MiB. Enviar las ventas en varias peticiones.`,
  ingest_line_too_long: (p) =>
    `El registro ${p.record} pasa de ${p.mebibytes} MiB, así que no es una venta. Quitarlo; no se tomó nada de esta petición.`,
  ingest_too_deep: (p) =>
    `El registro ${p.record} tiene más de ${p.levels} niveles, así que no es una venta. Quitarlo; no se tomó nada de esta petición.`,
  ingest_not_json: () =>
    "El cuerpo no es JSON válido en UTF-8. Enviar un array de ventas o una venta, o NDJSON como application/x-ndjson.",
  ingest_bad_key: () =>
    "La Idempotency-Key no se puede usar. Enviar de 1 a 255 caracteres ASCII imprimibles, una clave nueva por petición.",
  ingest_key_reused: () =>
    "Esta Idempotency-Key ya se usó para otro cuerpo. Enviar una clave nueva con cada petición nueva.",
  ingest_busy: (p) =>
    `Hay más ventas en espera de las que se pueden tomar ahora. Enviar esta petición de nuevo dentro de ${p.seconds} s.`,
  ingest_not_kept: () =>
    "Las ventas no se pudieron guardar, así que no se tomó ninguna. Mirar el registro del servidor y enviar la petición de nuevo.",
};
