import type { ConsoleMessages } from "../en/console.ts";

export const consoleMessages: ConsoleMessages = {
  equation: (p) =>
    `${p.read} ${plural(p.read, "fila leída", "filas leídas")} = ${p.accepted} ${plural(p.accepted, "aceptada", "aceptadas")} + ${p.rejected} ${plural(p.rejected, "rechazada", "rechazadas")}`,
  rejected: "Rechazadas",
  warnings: "Avisos (aceptadas de todos modos)",
  rows: "Filas",
  meaning: "Significado",
  sales_from: (p) => `Ventas del ${p.first} al ${p.last} (${p.zone})`,
  no_sales: "No se aceptó ninguna fila, así que no hay cifras. Los motivos de arriba dicen por qué.",
  more_rows: (p) => `… ${p.count} ${plural(p.count, "fila más", "filas más")}${inFile(p.file)}`,
  earlier_rows: (p) => `… ${p.count} ${plural(p.count, "fila anterior", "filas anteriores")}${inFile(p.file)}`,
  more_columns: (p) => `… ${p.count} ${plural(p.count, "columna más", "columnas más")}${inFile(p.file)}`,
  no_rows: "Sin filas.",
  no_times: "Todas las ventas son a las 00:00: los archivos dan fechas sin hora.",
  not_computed: "No se calculó",
  needs: (p) => `necesita ${p.columns}, sin columna asignada`,
  map_them: "Si hay columnas de los archivos que contienen esto, indicarlas en el archivo de mapeo:",
  column_name: "COLUMNA",
  figures_in: (p) => `Cifras en ${p.file}.`,
  up_to: (p) => `hasta ${p.value}`,
  none: "nada",
  share_of_cohort: "Parte de cada cohorte que volvió a comprar, por meses desde su primera compra.",
};

function plural(count: string, one: string, many: string): string {
  return count === "1" ? one : many;
}

function inFile(file: string | null): string {
  return file === null ? "" : ` en ${file}`;
}
