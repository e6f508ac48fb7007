import type { runErrors as English } from "../en/run-errors.ts";

export const runErrors: typeof English = {
  run_unknown: (p) => `No hay ninguna ejecución «${p.id}». Las que se conservan: vitrina runs`,
  run_ambiguous: (p) => `«${p.id}» corresponde a varias ejecuciones: ${p.ids.join(", ")}. Indicar más del id.`,
  runs_nowhere: () =>
    "Aquí no se conserva ningún historial. Definir HOME o VITRINA_HOME para conservarlo, o indicar el estado de un flujo con --state.",
  spark_ui_off: () =>
    "No se conocen los trabajos ni las etapas: este Spark tiene sus páginas desactivadas. Arrancarlo con spark.ui.enabled=true.",
  spark_ui_unreached: (p) =>
    `No se conocen los trabajos ni las etapas: no se encontraron las páginas de Spark${p.addresses.length === 0 ? "" : ` en ${p.addresses.join(", ")}`} (${p.cause}). Indicar su dirección, o la del servidor de historial de Spark, con --spark-ui http://host:4040.`,
  spark_ui_lost: (p) =>
    `Los trabajos y las etapas se conocen en parte: las páginas de Spark en ${p.address} dejaron de responder (${p.cause}). Comprobar allí si Spark sigue en marcha.`,
  spark_ui_address: (p) =>
    `--spark-ui ${p.address}: no es una dirección de las páginas de Spark. Escribirla como http://host:4040.`,
};
