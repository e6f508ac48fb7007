import { describe, expect, test } from "vitest";
import { ANALYSIS_IDS, compileAnalysis, DEFAULT_ANALYSES } from "../model/analyses/catalogue.ts";
import { DIMENSION_IDS } from "../model/dimensions.ts";
import { MEASURE_IDS } from "../model/measures.ts";
import { DEFAULT_STATUS, isSaleColumn, SALE_COLUMN_NAMES } from "../model/sale.ts";
import { duckdb } from "../model/sql/duckdb.ts";
import * as english from "./en/analyses.ts";
import * as spanish from "./es/analyses.ts";

const context = { relation: "sales", columns: new Set(SALE_COLUMN_NAMES), status: DEFAULT_STATUS };
const compiled = ANALYSIS_IDS.map((id) => compileAnalysis(id, context, duckdb)).filter((one) => one.kind === "ready");
const columns = [
  ...new Set([
    ...compiled.flatMap((one) => one.columns.map((column) => column.id)),
    ...DIMENSION_IDS,
    "window_start",
    "window_end",
  ]),
];

describe.each([
  ["English", english],
  ["Spanish", spanish],
])("%s", (_name, words) => {
  test("every column of every analysis has a heading", () => {
    const labels = Object.entries({ ...words.columnLabels, ...words.measures }).map(([id]) => id);
    expect(columns.filter((id) => !labels.includes(id))).toEqual([]);
  });

  test("no heading is for a column that nothing returns", () => {
    expect(Object.keys(words.columnLabels).filter((id) => !columns.includes(id))).toEqual([]);
  });

  test("definitions are sentences, headings are not", () => {
    for (const { definition } of [...Object.values(words.analyses), ...Object.values(words.measures)]) {
      expect(definition).toMatch(/^\p{Lu}.*\.$/u);
    }
    for (const label of Object.values(words.columnLabels)) {
      expect(label).toMatch(/^\p{Lu}.{0,29}(?<!\.)$/u);
    }
  });

  test("the values that the SQL spells out have a word", () => {
    for (const [column, values] of Object.entries(words.columnValues)) {
      const sql = compiled.find((one) => one.columns.some(({ id }) => id === column))?.sql ?? "";
      const spelled = [...sql.matchAll(/(?:THEN|ELSE) '(\w+)'/g)].map((match) => match[1]);
      expect(spelled.sort()).toEqual(Object.keys(values).sort());
    }
    expect(Object.keys(words.segmentRules)).toEqual(Object.keys(words.columnValues.segment));
  });

  test("file names are plain and no two are the same", () => {
    const names = Object.values(words.fileNames);
    expect(new Set(names).size).toBe(ANALYSIS_IDS.length);
    expect(names.filter((name) => !/^[a-z_]+$/.test(name))).toEqual([]);
  });
});

test("both languages have words of their own for every analysis and measure", () => {
  for (const id of ANALYSIS_IDS) {
    expect(spanish.analyses[id].definition).not.toBe(english.analyses[id].definition);
    expect(english.fileNames[id]).toBe(id);
  }
  for (const id of MEASURE_IDS) {
    expect(spanish.measures[id].definition).not.toBe(english.measures[id].definition);
  }
});

test("Spanish files have the contract's names", () => {
  expect(DEFAULT_ANALYSES.map((id) => spanish.fileNames[id])).toEqual([
    "estadisticas",
    "ventas_por_categoria",
    "ventas_por_metodo_pago",
    "productos_mas_vendidos",
    "ventas_por_dia",
    "ventas_por_hora",
    "ventas_por_dia_semana",
    "ventas_por_estado",
    "resumen_ingresos",
  ]);
  const { transactions, gross_sales, average_sale, units, day, hour, weekday, summary, window_start, window_end } =
    spanish.fileColumns;
  expect([transactions, gross_sales, average_sale, units]).toEqual([
    "total_transacciones",
    "ventas_totales",
    "promedio_venta",
    "total_cantidad",
  ]);
  expect([day, hour, weekday, summary]).toEqual(["fecha", "hora", "dia_semana", "resumen"]);
  expect([window_start, window_end]).toEqual(["inicio_ventana", "fin_ventana"]);
});

test("no file has two columns of one name in Spanish", () => {
  const names: Readonly<Record<string, string>> = spanish.fileColumns;
  for (const one of compiled) {
    const headers = one.columns.map(({ id }) => (isSaleColumn(id) ? id : names[id]));
    expect(headers, one.id).not.toContain(undefined);
    expect(new Set(headers).size, one.id).toBe(headers.length);
  }
});
