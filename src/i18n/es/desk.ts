import type { DeskMessages } from "../en/desk.ts";

export const desk: DeskMessages = {
  remedies: {
    unreadable:
      "Enviarlo de nuevo como un objeto JSON por registro, o darlo corregido con --value. Lo que no es una venta se puede descartar.",
    missing_id:
      "Darlo corregido con su id de transacción. Si la tienda no tiene esos id, quitar transaction_id del mapeo.",
    missing_customer:
      "Darlo corregido con su id de cliente. Si se puede comprar sin cuenta, quitar customer_id del mapeo.",
    missing_total: "Darlo corregido con su total, o con cantidad y precio unitario.",
    bad_number:
      "Escribir el número sin adornos, por ejemplo 1234.50; si la tienda lo escribe de otro modo, indicarlo en el mapeo.",
    bad_timestamp:
      "Escribir la hora como 2026-03-31 18:00:00 o en ISO 8601; para otro formato, timestamp_format del mapeo.",
    non_positive_total:
      "Si es una devolución o un pedido de prueba, descartarlo; si el total está mal, darlo corregido.",
    future_timestamp:
      "Revisar el reloj de quien envía. Si se reintenta tal cual, se acepta: un reintento no aplica esta regla.",
    duplicate_id: "La venta ya cuenta: descartarlo, o darlo corregido con un id propio.",
    total_mismatch: "Darlo corregido con el total que dan cantidad y precio unitario, o ejecutar sin --strict.",
    unknown_status: "Darlo corregido con un estado conocido, o ejecutar sin --strict y añadir el estado al mapeo.",
    unknown_payment_method: "Darlo corregido con un método de pago conocido, o ejecutar sin --strict.",
    unknown_category: "Darlo corregido con una categoría conocida, o ejecutar sin --strict.",
  },
  id: "ID",
  received: "Recibido",
  reason: "Motivo",
  partition: "Partición",
  offset: "Offset",
  status: "Situación",
  statuses: { open: "abierto", retried: "reintentado", dropped: "descartado" },
  record: "Registro",
  source: "Origen",
  batch: "Lote",
  size: "Tamaño",
  note: "Nota",
  remedy: "Qué hacer",
  title: (p) => `Registro rechazado ${p.id} (${p.status})`,
  bytes: (p) => `${p.count} bytes`,
  cut: (p) => `${p.bytes} bytes, de los que se guardaron los primeros ${p.kept}`,
  no_value: "(sin valor: una marca de borrado)",
  not_text: "No es texto UTF-8; se muestra byte a byte:",
  more_bytes: (p) => `… y ${p.count} bytes más; vitrina dead-letters export los escribe todos`,
  no_letters: "No hay registros rechazados.",
  no_such_letters: "No hay registros rechazados de ese tipo.",
  more: (p) => `Solo se muestran los primeros ${p.limit}; con --limit se ven más.`,

  accepted: "aceptado",
  duplicate: "duplicado: ya se aceptó una venta con su id",
  refused: (p) => `rechazado otra vez: ${p.reason}`,
  more_outcomes: (p) => `… y ${p.count} más`,
  retried: (p) =>
    `Reintentados: ${p.all}. Aceptados: ${p.accepted}, duplicados: ${p.duplicate}, rechazados otra vez: ${p.refused}.`,
  skipped: (p) =>
    `Quedan como están: ${p.count}. Eran demasiado largos para guardarlos enteros. Darlos corregidos, o descartarlos.`,
  nothing_to_retry: "No hay registros rechazados abiertos que reintentar.",
  changed_running: (p) =>
    p.one
      ? `Cambió ${p.count} fila de ventana; el flujo en marcha la muestra.`
      : `Cambiaron ${p.count} filas de ventanas; el flujo en marcha las muestra.`,
  changed_stopped: (p) =>
    p.one
      ? `Cambió ${p.count} fila de ventana; el flujo la mostrará cuando vuelva a ejecutarse.`
      : `Cambiaron ${p.count} filas de ventanas; el flujo las mostrará cuando vuelva a ejecutarse.`,
  dropped: (p) => `Descartados: ${p.count}.`,
  exported: (p) => `Registros rechazados: ${p.count}, en ${p.file}`,

  time: "Hora de la venta",
  watermark: "Marca de agua",
  transaction: "Transacción",
  total: "Total",
  applied: "En el lote",
  no_late: "No hay ventas tardías en espera.",
  no_late_at_all: "No hay ventas tardías.",
  applied_count: (p) =>
    `Ventas tardías incorporadas: ${p.accepted}.${p.duplicate === "0" ? "" : ` Resultaron duplicadas: ${p.duplicate}.`}`,

  query: "Consulta",
  window: "Ventana",
  key: "Valor",
  transactions: "Transacciones",
  gross_sales: "Ventas brutas",
  final: "definitiva",
  provisional: "provisional",

  equal: (p) =>
    `Igual: ${p.windows} filas de ventanas definitivas, calculadas de nuevo a partir de ${p.rows} filas conservadas, al céntimo.`,
  nothing_final: "Todavía no hay nada que comparar: ninguna ventana es definitiva.",
  nothing_read: "Todavía no hay nada que comparar: el flujo no ha leído nada.",
  not_kept:
    "Este flujo no conserva sus filas (--no-keep-rows), así que sus ventanas no se pueden calcular de nuevo. Iniciar al lado otro que las conserve.",
  differ: (p) => `${p.different} de ${p.windows} filas de ventanas definitivas difieren de las filas conservadas.`,
  only_first: (p) => `Se listan las primeras ${p.count}.`,
  in_windows: "En las ventanas",
  in_rows: "En las filas",
  difference: "Diferencia",
  none: "–",
};
