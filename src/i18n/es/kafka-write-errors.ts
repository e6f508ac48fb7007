import type { kafkaWriteErrors as english } from "../en/kafka-write-errors.ts";

export const kafkaWriteErrors: typeof english = {
  kafka_batch_too_large: (p) =>
    `Kafka rechaza un lote para el topic ${p.topic} porque es demasiado grande. Subir max.message.bytes del topic a 1000000 o más.`,
  kafka_records_lost: (p) =>
    `Kafka ya no tiene registros del topic ${p.topic} que había confirmado, así que se dejó de escribir para no dejar un hueco sin que se note. Revisar los discos de los servidores y las réplicas del topic, y empezar de nuevo.`,
  kafka_write_refused: (p) =>
    `Kafka se niega a escribir en el topic ${p.topic}: ${p.cause}. Revisar los ajustes del topic con vitrina topics describe ${p.topic}.`,
  kafka_write_timeout: (p) =>
    `Kafka no confirmó a tiempo lo escrito en ${p.topic} (${p.cause}). Revisar los servidores, o dar más tiempo con --timeout.`,
};
