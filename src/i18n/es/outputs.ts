import type { OutputNames } from "../en/outputs.ts";

export const outputs: OutputNames = {
  folder: "resultados",
  clean_sales: "transacciones_limpias",
  dated_sales: "transacciones_con_fecha",
  rejected_rows: "rechazos",
  report: "informe.html",
  summary: "summary.json",
  columns: { parsed_timestamp: "timestamp_parsed", hour: "hora", weekday: "dia_semana", day: "fecha" },
};
