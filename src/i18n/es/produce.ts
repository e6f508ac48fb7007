import type { produce as english } from "../en/produce.ts";

export const produce: typeof english = {
  topic_made: (p) => `El topic ${p.topic} no existía: creado con ${p.partitions} particiones.`,
  live: (p) => `Escribiendo ${p.rate} en ${p.topic}, desde la transacción ${p.first}. Ctrl+C termina.`,
  per_second: (p) => `${p.rate} por segundo`,
  as_fast: "ventas tan rápido como las admita el servidor",
  replay: (p) => `Escribiendo ${p.count} ventas de ${p.file} en ${p.topic}, ${p.speed}. Ctrl+C termina.`,
  speed: (p) => (p.times === "1" ? "al ritmo en que ocurrieron" : `${p.times} veces más rápido`),
  speed_max: "tan rápido como las admita el servidor",
  rejected: (p) =>
    `Sin escribir: ${p.count} filas de ${p.file} que un lote rechazaría. Ver los motivos con: vitrina batch ${p.file}`,
  customer: "cliente",
  running: (p) => `${p.made} ventas · ${p.rate}/s · ${p.acknowledged} confirmadas · ${p.waiting} en camino`,
  disconnected: (p) =>
    `El servidor no responde (${p.cause}). Las ventas se guardan y se envían de nuevo hasta que responda.`,
  reconnected: "El servidor responde de nuevo; no se perdió nada.",
  flushing: (p) => `Esperando ${p.waiting} confirmaciones… (otro Ctrl+C termina de inmediato)`,
  sent: "Enviadas",
  acknowledged: "Confirmadas",
  failed: "Sin confirmar",
  ids: "Transacciones",
  range: (p) => `${p.from} a ${p.to}`,
  took: (p) => `en ${p.time}, ${p.rate} por segundo`,
  partition: (p) => `Partición ${p.partition}`,
  offsets: (p) => `${p.count}, offsets ${p.from} a ${p.to}`,
  unknown_place: "no se sabe si están en el topic",
};
