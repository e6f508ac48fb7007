import type { produceHelp as english } from "../en/produce-help.ts";

export const produceHelp: typeof english = {
  summary: "escribe ventas en un topic de Kafka",
  text: "Escribe ventas como JSON, con el cliente como clave, a un ritmo exacto. Cada una se escribe una sola vez: lo que el servidor no ha confirmado se envía de nuevo, también después de una caída. Los ids de transacción siguen donde termina el topic. Ctrl+C espera las últimas confirmaciones.",
  topic: { value: "NOMBRE", text: "topic en el que se escribe; si no existe se crea con --partitions" },
  partitions: { value: "N", text: "particiones del topic, si hay que crearlo" },
  rate: { value: "N|max", text: "ventas por segundo, como 0.5, 10 o 20k; max: tantas como admita el servidor" },
  count: { value: "N", text: "terminar después de tantas ventas" },
  input: {
    value: "ARCHIVO",
    text: "escribir las ventas de este archivo, en el orden de sus propias horas, en vez de inventarlas",
  },
  speed: {
    value: "N×|max",
    text: "cuántas veces más rápido de lo que ocurrieron se escriben las ventas de un archivo, como 1x o 60x",
  },
  mapping: { value: "ARCHIVO", text: "YAML que dice qué significan las columnas del archivo" },
  first_id: { value: "N", text: "primer id de transacción (por defecto: tras el más alto del final del topic)" },
  seed: { value: "N", text: "número que decide todo lo aleatorio" },
  compression: { value: "none|gzip|snappy|lz4|zstd", text: "cómo se comprimen los lotes" },
  timeout: { value: "TIEMPO", text: "abandonar si un servidor falta tanto tiempo, como 30s (por defecto: nunca)" },
  format: {
    value: "table|json",
    text: "mostrar una línea por venta (hasta 10 por segundo) o solo el informe, como JSON",
  },
  expected: {
    rate: "un número de ventas por segundo mayor que 0, como 0.5, 10 o 20k, o max",
    speed: "un número con x mayor que 0, como 1x o 60x, o max",
    count: "un número entero, 1 o más, como 500, 100k o 2m",
    partitions: "un número entero, 1 o más",
    first_id: "un número entero, 1 o más",
    only_live: "que no haya --input: las ventas de un archivo conservan sus ids y horas (--speed fija su ritmo)",
    only_input: "también --input: es para las ventas de un archivo",
  },
  examples: [
    ["vitrina produce", "una venta por segundo"],
    ["vitrina produce --rate 2k --count 100k", "100.000 ventas en 50 segundos"],
    ["vitrina produce --rate max --count 2m --compression lz4", "tan rápido como las admita el servidor"],
    ["vitrina produce --input ventas.csv --speed 60x", "una hora de un archivo en un minuto"],
  ],
};
