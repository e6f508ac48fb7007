import { describe, expect, test } from "vitest";
import { csvShape, shapeOf } from "../../test/model/csv-shape.ts";
import { tiendaEspañola } from "../../test/model/shops.ts";
import type { Mapping } from "./mapping.ts";
import type { SalePlan } from "./plan.ts";
import { planColumns } from "./plan.ts";
import type { Note } from "./propose/reasons.ts";
import { resolvePlan } from "./resolve-plan.ts";
import { DEFAULT_CATEGORIES, DEFAULT_PAYMENT_METHODS, DEFAULT_STATUS, SALE_COLUMN_NAMES } from "./sale.ts";
import type { SourceShape } from "./source-shape.ts";

const defaults = { timeZone: "Europe/Madrid", currency: "EUR" };

const usual = shapeOf(
  SALE_COLUMN_NAMES,
  Array.from({ length: 300 }, (_, i) => [
    String(i + 1),
    `2025-01-${String(1 + (i % 28)).padStart(2, "0")} 10:00:00`,
    String(1 + (i % 40)),
    String(1 + (i % 30)),
    DEFAULT_CATEGORIES[i % 5] ?? null,
    String(1 + (i % 10)),
    "10.50",
    (10.5 * (1 + (i % 10))).toFixed(2),
    DEFAULT_PAYMENT_METHODS[i % 3] ?? null,
    ["Completada", "Pendiente", "Cancelada"][i % 3] ?? null,
  ]),
);

describe("a file with the columns of a sale", () => {
  test("needs no mapping, and is held narrowly", () => {
    const { plan, notes } = planOf(usual);
    expect(plan.columns.transaction_id).toEqual({
      sources: [{ name: "transaction_id", type: "text" }],
      type: "integer",
    });
    expect(plan.columns.timestamp).toEqual({
      source: { name: "timestamp", type: "text" },
      formats: [],
      offsets: false,
    });
    expect(plan.columns.category?.values).toEqual(DEFAULT_CATEGORIES);
    expect(plan.columns.status?.values).toHaveLength(3);
    expect(plan.columns.quantity?.decimals).toBe(0);
    expect(plan.columns.total).toMatchObject({ number: { decimal: ".", thousands: "", symbols: [] } });
    expect(plan.status).toBe(DEFAULT_STATUS);
    expect(plan.known).toEqual({ category: DEFAULT_CATEGORIES, payment_method: DEFAULT_PAYMENT_METHODS });
    expect(plan).toMatchObject(defaults);
    expect(notes).toEqual([]);
  });

  test("in any order and case, with others beside them, or only a time and a total", () => {
    const { plan } = planOf(csvShape("note,TOTAL,Timestamp\nx,9.90,2025-01-01"));
    expect(planColumns(plan)).toEqual(["timestamp", "total"]);
    expect(plan.columns.timestamp.source.name).toBe("Timestamp");
  });

  test("a header alone is enough", () => {
    expect(planOf(shapeOf(["timestamp", "total"], [])).plan.columns.timestamp.formats).toEqual([]);
  });

  test("without a total it is quantity × unit price", () => {
    const { plan, notes } = planOf(csvShape("timestamp,quantity,unit_price\n2025-01-01,1.5,2.00"));
    expect(plan.columns.total).toBe("computed");
    expect(plan.columns.quantity?.decimals).toBe(3);
    expect(codes(notes)).toEqual(["total_computed"]);
  });

  test("its formats are detected where they can only be one thing", () => {
    const { plan, notes } = planOf(csvShape("timestamp;total\n31/12/2025 18:05;1.234,56 €\n01/01/2026;12,50 €", ";"));
    expect(plan.columns.timestamp.formats).toEqual(["%d/%m/%Y", "%d/%m/%Y %H:%M"]);
    expect(plan.columns.total).toMatchObject({ number: { decimal: ",", thousands: ".", symbols: ["€"] } });
    expect(plan.currency).toBe("EUR");
    expect(codes(notes)).toEqual(["times_read", "numbers_read", "currency_read"]);
  });

  test("dates that may be two things are asked about", () => {
    const resolved = resolvePlan(csvShape("timestamp,total\n03/04/2025,1.00\n05/06/2025,2.00"), undefined, defaults);
    expect(resolved).toMatchObject({
      kind: "unknown",
      proposal: { gaps: ["date_order"], mapping: { timestamp_format: "%m/%d/%Y" } },
    });
  });

  test("the day comes first where the file looks like it", () => {
    const rows = "\n03/04/2025,1.00\n05/06/2025,2.00";
    for (const shape of [
      csvShape(`timestamp;total${rows.replaceAll(",", ";")}`, ";"),
      csvShape(`fecha,total${rows}`),
    ]) {
      const resolved = resolvePlan(shape, undefined, defaults);
      expect(resolved).toMatchObject({ proposal: { mapping: { timestamp_format: "%d/%m/%Y" } } });
    }
  });

  test("dates nobody understands are broken rows, and said", () => {
    const { plan, notes } = planOf(csvShape("timestamp,total\nsoon,1.00"));
    expect(plan.columns.timestamp.formats).toEqual([]);
    expect(notes).toEqual([{ code: "times_unread", params: { column: "timestamp", text: "soon" } }]);
  });

  test("offsets, marks and the file's own types are seen", () => {
    const offset = planOf(csvShape("timestamp,total\n2024-01-31 10:22:33 -0500,$5.00"));
    expect(offset.plan.columns.timestamp).toMatchObject({ formats: ["%Y-%m-%d %H:%M:%S %z"], offsets: true });
    const typed = shapeOf(["timestamp", "total", "transaction_id"], [["2024-01-31 10:22:33+00", "5", "7"]], {
      format: "parquet",
      types: { timestamp: "zoned_time", total: "decimal", transaction_id: "integer" },
    });
    const { columns } = planOf(typed, { timestamp_format: "%d/%m/%Y" }).plan;
    expect(columns.timestamp).toMatchObject({ formats: [], offsets: true });
    expect(columns.transaction_id?.type).toBe("integer");
  });
});

describe("a mapping", () => {
  const mapping: Mapping = {
    columns: {
      transaction_id: "pedido",
      timestamp: "fecha_compra",
      customer_id: "cliente",
      total: "importe",
      status: "estado",
    },
    status: { recognised: ["Entregado"], cancelled: ["Devuelto"] },
    categories: ["Ropa"],
    currency: "MXN",
    time_zone: "America/Mexico_City",
  };

  test("says which columns are used, and overrides what is seen", () => {
    const { plan } = planOf(tiendaEspañola, mapping);
    expect(planColumns(plan)).toEqual(["transaction_id", "timestamp", "customer_id", "total", "status"]);
    expect(plan).toMatchObject({
      currency: "MXN",
      timeZone: "America/Mexico_City",
      status: { recognised: ["Entregado"], pending: [], cancelled: ["Devuelto"] },
      known: { category: ["Ropa"], payment_method: null },
      columns: { timestamp: { formats: ["%d/%m/%Y %H:%M"] }, transaction_id: { type: "text" } },
    });
  });

  test("settles dates that may be two things", () => {
    const shape = csvShape("timestamp,total\n03/04/2025,1.00");
    expect(planOf(shape, { timestamp_format: ["%m/%d/%Y"] }).plan.columns.timestamp.formats).toEqual(["%m/%d/%Y"]);
  });

  test("times told to be seconds since 1970 are instants", () => {
    const { timestamp } = planOf(csvShape("timestamp,total\n1704067200,1.00"), { timestamp_format: "epoch_s" }).plan
      .columns;
    expect(timestamp).toMatchObject({ formats: ["epoch_s"], offsets: true });
  });

  test("an id may be several columns", () => {
    const shape = csvShape("order,line,timestamp,total\n1,1,2025-01-01,5.00\n1,2,2025-01-01,6.00");
    const { transaction_id } = planOf(shape, { columns: { transaction_id: ["order", "line"] } }).plan.columns;
    expect(transaction_id?.sources.map(({ name }) => name)).toEqual(["order", "line"]);
    expect(transaction_id?.type).toBe("text");
  });

  test("that lists its columns lists all but the time and the total; the rest is said", () => {
    const { plan, notes } = planOf(usual, { columns: { customer_id: "customer_id" } });
    expect(planColumns(plan)).toEqual(["timestamp", "customer_id", "total"]);
    expect(notes).toEqual([
      {
        code: "columns_left_out",
        params: {
          columns: ["transaction_id", "product_id", "category", "quantity", "unit_price", "payment_method", "status"],
        },
      },
    ]);
  });

  test("with a price and a quantity and no total has the total computed", () => {
    const columns = { timestamp: "timestamp", quantity: "quantity", unit_price: "unit_price" };
    expect(planOf(usual, { columns }).plan.columns.total).toBe("computed");
  });

  test("of other things leaves the columns alone", () => {
    expect(planColumns(planOf(usual, { currency: "USD" }).plan)).toEqual(SALE_COLUMN_NAMES);
  });

  test("that leaves the total open is completed, and kept as it is", () => {
    const resolved = resolvePlan(tiendaEspañola, { columns: { timestamp: "fecha_compra" }, currency: "USD" }, defaults);
    expect(resolved).toMatchObject({ kind: "unknown", proposal: { gaps: ["total"] } });
    expect(resolved.kind === "unknown" && resolved.proposal.mapping).toMatchObject({
      columns: { timestamp: "fecha_compra", total: "importe" },
      currency: "USD",
    });
    expect(resolved.kind === "unknown" && Object.keys(resolved.proposal.mapping.columns ?? {})).toHaveLength(2);
  });

  test("that names a column the file lacks is refused", () => {
    const refused = (shape: SourceShape, name: string) => () =>
      resolvePlan(shape, { columns: { total: name } }, defaults, "ventas.csv");
    expect(refused(tiendaEspañola, "inporte")).toThrow(
      'ventas.csv: the mapping takes total from a column "inporte" that the file does not have. Did you mean "importe"?',
    );
    expect(refused(tiendaEspañola, "Importe")).toThrow('Did you mean "importe"?');
    expect(refused(tiendaEspañola, "xyzzy")).toThrow('Its columns are "pedido", "fecha_compra", "cliente",');
    expect(refused(shapeOf(["pedido;fecha;importe"], []), "importe")).toThrow(
      'its whole header is one column, so the delimiter is not the right one. Try csv: {delimiter: ";"} in the mapping.',
    );
  });
});

describe("labels", () => {
  const withStatus = (labels: readonly string[], name = "status") =>
    shapeOf(
      ["timestamp", "total", name],
      labels.map((label) => ["2025-01-01", "1.00", label]),
    );

  test("of another shop's status are sorted by common words, in its own spelling", () => {
    const { plan, notes } = planOf(withStatus(["DELIVERED", "refunded", "on_hold", "mystery"]));
    expect(plan.status).toEqual({ recognised: ["DELIVERED"], pending: ["on_hold"], cancelled: ["refunded"] });
    expect(notes).toEqual([
      {
        code: "status_read",
        params: { recognised: ["DELIVERED"], pending: ["on_hold"], cancelled: ["refunded"], unknown: ["mystery"] },
      },
    ]);
  });

  test("the usual ones leave others unknown, unless the column is the shop's own", () => {
    expect(planOf(withStatus(["Completada", "Enviada"])).plan.status).toBe(DEFAULT_STATUS);
    const own = planOf(withStatus(["Completada", "Enviada"], "estado"), { columns: { status: "estado" } }).plan.status;
    expect(own.recognised).toEqual(["Completada", "Enviada"]);
    expect(own.cancelled).toEqual(["Cancelada"]);
  });

  test("a brand alone does not make the usual shop", () => {
    const shape = (labels: readonly string[]) =>
      shapeOf(
        ["timestamp", "total", "payment_method"],
        labels.map((label) => ["2025-01-01", "1.00", label]),
      );
    expect(planOf(shape(["PayPal", "Credit card"])).plan.known.payment_method).toBeNull();
    expect(planOf(shape(["PayPal", "PayPal"])).plan.known.payment_method).toBe(DEFAULT_PAYMENT_METHODS);
    expect(planOf(shape(["Tarjeta", "Cheque"])).plan.known.payment_method).toBe(DEFAULT_PAYMENT_METHODS);
  });
});

test("two currencies in the marks settle none", () => {
  const shape = csvShape("timestamp;total\n2025-01-01;5,00 €\n2025-01-02;£ 6,00", ";");
  expect(planOf(shape).plan.currency).toBe("EUR");
  expect(codes(planOf(shape).notes)).not.toContain("currency_read");
});

function planOf(shape: SourceShape, mapping?: Mapping): { plan: SalePlan; notes: readonly Note[] } {
  const resolved = resolvePlan(shape, mapping, defaults);
  if (resolved.kind === "unknown") {
    throw new Error(`not understood: ${JSON.stringify(resolved.proposal)}`);
  }
  return resolved;
}

function codes(notes: readonly Note[]): string[] {
  return notes.map(({ code }) => code);
}
