import type { sparkStream as english } from "../en/spark-stream.ts";
import { partsOf } from "../en/stream-errors.ts";

export const sparkStream: typeof english = {
  query: (p) => `Spark:  ${p.server} (${p.version}), consulta ${p.name}`,
  found: "La consulta ya estaba en marcha y se sigue de nuevo.",
  checkpoint: (p) => `Punto de control: ${p.checkpoint}`,
  topics: (p) => `Los resultados van a ${p.results}, los registros rechazados a ${p.letters}.`,
  waiting: "Todavía no hay registros: esperando el primero.",
  replayed: (p) =>
    `El flujo se inició con otro valor de ${partsOf(p.parts)}: el tema se lee otra vez desde su primer registro.`,
  dropped: (p) =>
    `El flujo se inició con otro valor de ${partsOf(p.parts)}: sus ventanas empiezan vacías, desde donde iba.`,
  lost: (p) =>
    `Se perdió Spark (${p.cause}). Esperando a que vuelva; la consulta sigue desde su punto de control, y nada se pierde ni se cuenta dos veces.`,
  back: (p) =>
    p.found
      ? "Spark responde de nuevo; la consulta siguió en marcha."
      : "Spark responde de nuevo; la consulta sigue desde su punto de control.",
  stopping: "Parando la consulta… (Ctrl+C otra vez la deja en marcha en el clúster)",
};
