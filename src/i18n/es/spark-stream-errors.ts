import type { sparkStreamErrors as english } from "../en/spark-stream-errors.ts";
import { partsOf } from "../en/stream-errors.ts";

export const sparkStreamErrors: typeof english = {
  spark_stream_changed: (p) =>
    `${p.folder}: este flujo se inició con otro valor de ${partsOf(p.parts)}, y Spark no puede seguir con su punto de control. Seguir como antes, empezar al lado con otro --state, leer el tema otra vez desde su primer registro con --on-change replay, o seguir desde aquí con ventanas vacías con --on-change drop.`,
  spark_stream_moved: (p) =>
    `${p.folder}: el punto de control de este flujo está en ${p.before}, no en ${p.now}. Nombrar aquel con --checkpoint, o empezar al lado con otro --state.`,
  spark_stream_record_damaged: (p) =>
    `${p.file} no se puede leer, y no se sabe por dónde iba este flujo. Restaurarlo, o empezar con otro --state y el mismo --checkpoint: Spark sigue desde allí.`,
  spark_stream_embedded: (p) =>
    `${p.folder}: este estado lo hizo el motor integrado. Elegir otra carpeta con --state, o quitar --engine spark.`,
  spark_needs_checkpoint: () =>
    "El clúster no ve el disco de esta máquina, y no hay lugar para el punto de control del flujo. Nombrar uno al que llegue todo el clúster: --checkpoint hdfs://host/carpeta, s3a://… o file:///compartida/carpeta.",
  spark_checkpoint_other: (p) =>
    `${p.checkpoint}: este punto de control lo hizo otra consulta, u otras ventanas o reglas. Nombrar otro con --checkpoint, o borrarlo en el clúster para empezar de nuevo.`,
  spark_records_gone: (p) =>
    `${p.source}: Kafka ha borrado registros, o el propio tema, antes de que Spark los leyera. Para seguir sin ellos, empezar con --on-gap continue; para evitarlo, alargar la retención del tema.`,
  spark_kafka_unreachable: (p) =>
    `El clúster no llega a Kafka en ${p.brokers} (${p.cause}). Esta máquina sí: dar --brokers con un nombre y un puerto a los que lleguen también las máquinas del clúster, y revisar advertised.listeners de los brokers.`,
};
