import type { doctorHelp as english } from "../en/doctor-help.ts";

export const doctorHelp: typeof english = {
  summary: "revisa lo que Vitrina necesita y dice qué falta",
  text: "Revisa esta máquina y, si lo hay, Kafka: cada cosa está en orden, merece atención o falta, con qué hacer al respecto. No cambia nada, salvo un pequeño archivo en la carpeta del estado que se borra enseguida. Termina con 1 si falta algo necesario.",
  topic: { value: "NOMBRE", text: "topic que se busca" },
  state: { value: "CARPETA", text: "carpeta para el estado de los flujos" },
  port: { value: "N", text: "puerto de la consola" },
  format: { value: "table|json", text: "cómo se muestra el resultado" },
  examples: [
    ["vitrina doctor", "esta máquina, y Kafka si está aquí en marcha"],
    ["vitrina doctor --brokers kafka.tienda:9092 --topic ventas", "si ese Kafka puede usarse desde aquí"],
    ["vitrina doctor --format json", "lo mismo, para programas"],
  ],
};
