import type { compare as english, compareHelp as englishHelp } from "../en/compare.ts";

export const compareHelp: typeof englishHelp = {
  summary: "calcula lo mismo en dos motores y compara cada celda",
  text: "Lee las ventas en ambos motores, cada uno desde los bytes del archivo, y compara la cuenta de las filas, las filas rechazadas, todos los análisis y las consultas por ventanas, celda a celda: al céntimo, con los empates en el mismo orden. Dice iguales, o cada celda que difiere; entonces el código de salida es 1. No escribe nada.",
  engines: { value: "A,B", text: "los dos motores" },
  format: { value: "table|json", text: "cómo se imprime la respuesta" },
  expected: { engines: "dos motores separados por una coma: duckdb,spark" },
  examples: [
    ["vitrina compare ventas.csv --spark sc://localhost:15002", "ambos motores sobre un archivo"],
    ["vitrina compare hdfs://namenode/tienda/*.csv --engines spark,spark", "si un clúster coincide consigo mismo"],
  ],
};

export const compare: typeof english = {
  equal: (p) => `Iguales: ${p.a} y ${p.b} coinciden en las ${p.cells} celdas de ${p.tables} tablas.`,
  differ: (p) => `Distintos: ${p.a} y ${p.b} difieren en ${p.differences} de ${p.cells} celdas.`,
  table: "Tabla",
  row: "Fila",
  column: "Columna",
  nothing: "nada",
  empty: "vacío",
  more: (p) => `… y ${p.count} más; todas con --format json`,
};
