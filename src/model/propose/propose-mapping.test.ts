import { describe, expect, test } from "vitest";
import { csvShape, shapeOf } from "../../../test/model/csv-shape.ts";
import { onlineRetail, SHOPS } from "../../../test/model/shops.ts";
import { type Mapping, parseMapping } from "../mapping.ts";
import { resolvePlan } from "../resolve-plan.ts";
import type { SourceShape } from "../source-shape.ts";
import { proposeMapping } from "./propose-mapping.ts";
import type { Reason } from "./reasons.ts";
import { renderProposal } from "./render-proposal.ts";

const defaults = { timeZone: "Europe/Madrid", currency: "EUR" };

const EXPECTED: Readonly<Record<keyof typeof SHOPS, { mapping: Mapping; unsure: readonly Reason["code"][] }>> = {
  cdnow: {
    mapping: {
      columns: { timestamp: "date", customer_id: "customer_id", quantity: "number_of_cds", total: "dollar_value" },
      timestamp_format: "%Y%m%d",
      currency: "USD",
    },
    unsure: ["non_positive", "no_clock", "zone_unknown"],
  },
  onlineRetail: {
    mapping: {
      columns: {
        transaction_id: ["InvoiceNo", "StockCode"],
        timestamp: "InvoiceDate",
        product_id: "StockCode",
        quantity: "Quantity",
        unit_price: "UnitPrice",
      },
      timestamp_format: "%m/%d/%Y %H:%M",
    },
    unsure: ["date_order", "computed", "zone_unknown", "currency_unknown", "customer_left_out"],
  },
  olistOrders: {
    mapping: {
      columns: {
        transaction_id: "order_id",
        timestamp: "order_purchase_timestamp",
        customer_id: "customer_id",
        category: "product_category_name",
        total: "price",
        payment_method: "payment_type",
        status: "order_status",
      },
      status: { recognised: ["delivered", "shipped"], pending: ["approved"], cancelled: ["canceled", "unavailable"] },
    },
    unsure: ["zone_unknown", "currency_unknown"],
  },
  olistItems: {
    mapping: {
      columns: {
        transaction_id: ["order_id", "order_item_id"],
        timestamp: "shipping_limit_date",
        product_id: "product_id",
        total: "price",
      },
    },
    unsure: ["by_content", "zone_unknown", "currency_unknown"],
  },
  superstore: {
    mapping: {
      columns: {
        transaction_id: ["Order ID", "Row ID"],
        timestamp: "Order Date",
        customer_id: "Customer ID",
        product_id: "Product ID",
        category: "Category",
        quantity: "Quantity",
        total: "Sales",
      },
      timestamp_format: "%m/%d/%Y",
    },
    unsure: ["no_clock", "zone_unknown", "currency_unknown"],
  },
  shopify: {
    mapping: {
      columns: {
        transaction_id: "Name",
        timestamp: "Created at",
        customer_id: "Email",
        total: "Total",
        payment_method: "Payment Method",
        status: "Financial Status",
      },
      timestamp_format: "%Y-%m-%d %H:%M:%S %z",
      status: { recognised: ["paid"], cancelled: ["refunded"] },
      currency: "USD",
    },
    unsure: ["id_of_order", "blank", "several", "lines_left_out", "price_left_out"],
  },
  wooCommerce: {
    mapping: {
      columns: {
        transaction_id: "Order Number",
        timestamp: "Order Date",
        customer_id: "Email (Billing)",
        total: "Order Total Amount",
        payment_method: "Payment Method Title",
        status: "Order Status",
      },
      status: { recognised: ["Completed"], pending: ["Processing", "On hold"], cancelled: ["Refunded"] },
    },
    unsure: ["zone_unknown", "currency_unknown"],
  },
  supermarket: {
    mapping: {
      columns: {
        transaction_id: "Invoice ID",
        timestamp: "Date",
        category: "Product line",
        quantity: "Quantity",
        total: "Total",
        payment_method: "Payment",
      },
      timestamp_format: "%m/%d/%Y",
    },
    unsure: ["time_apart", "zone_unknown", "currency_unknown", "price_left_out"],
  },
  tiendaEspañola: {
    mapping: {
      columns: {
        transaction_id: "pedido",
        timestamp: "fecha_compra",
        customer_id: "cliente",
        total: "importe",
        payment_method: "medio_pago",
        status: "estado",
      },
      timestamp_format: "%d/%m/%Y %H:%M",
      status: {
        recognised: ["Entregado", "Enviado", "En camino"],
        pending: ["Pendiente de pago"],
        cancelled: ["Devuelto"],
      },
      csv: { decimal: ",", thousands: "." },
    },
    unsure: ["zone_unknown", "currency_unknown"],
  },
  lojaBrasileira: {
    mapping: {
      columns: {
        transaction_id: "Nº do Pedido",
        timestamp: "Data da Venda",
        customer_id: "Cliente",
        product_id: "Produto",
        category: "Categoria",
        quantity: "Quantidade",
        unit_price: "Valor Unitário",
        total: "Valor Total",
        payment_method: "Forma de Pagamento",
        status: "Situação",
      },
      timestamp_format: "%d/%m/%Y",
      status: {
        recognised: ["Entregue", "Pago"],
        pending: ["Aguardando pagamento", "Em separação"],
        cancelled: ["Cancelado"],
      },
      currency: "BRL",
      csv: { decimal: ",", thousands: "." },
    },
    unsure: ["no_clock", "zone_unknown"],
  },
};

describe.each(Object.entries(SHOPS))("%s", (name, shape) => {
  const expected = EXPECTED[name];

  test("is not understood as it is, and gets this mapping", () => {
    const resolved = resolvePlan(shape, undefined, defaults);
    expect(resolved.kind === "unknown" && resolved.proposal.mapping).toEqual(expected?.mapping);
    expect(resolved.kind === "unknown" && codes(resolved.proposal.unsure)).toEqual(expected?.unsure);
  });

  test("is understood with the text of the proposal, in either language", () => {
    for (const language of ["en", "es"] as const) {
      const text = renderProposal(proposeMapping(shape), "ventas.csv", language);
      const mapping = parseMapping(text, "proposal.yaml");
      expect(mapping).toEqual(expected?.mapping);
      expect(resolvePlan(shape, mapping, defaults).kind).toBe("plan");
    }
  });
});

describe("the id of order lines", () => {
  test("is left out where neither line nor product makes it unique", () => {
    const twice: SourceShape = {
      ...onlineRetail,
      sample: [...onlineRetail.sample, ...onlineRetail.sample.slice(0, 3)],
    };
    const { mapping, unsure } = proposeMapping(twice);
    expect(mapping.columns).not.toHaveProperty("transaction_id");
    expect(codes(unsure)).toContain("id_left_out");
  });

  test("stays where a few rows are plain duplicates", () => {
    const rows = Array.from({ length: 100 }, (_, i) => [String(Math.min(i, 98)), "2025-01-01 10:00", "5.00"]);
    expect(proposeMapping(shapeOf(["order_id", "date", "amount"], rows)).mapping.columns?.transaction_id).toBe(
      "order_id",
    );
  });
});

describe("columns without a telling name", () => {
  const rows = Array.from({ length: 40 }, (_, i) => [
    `K${i}`,
    `2025-01-${String(1 + (i % 28)).padStart(2, "0")} 10:${10 + i}`,
    String(2 + (i % 5)),
    (3.25 + i).toFixed(2),
    ((3.25 + i) * (2 + (i % 5))).toFixed(2),
  ]);

  test("are chosen by their values, and that is said", () => {
    const { mapping, unsure } = proposeMapping(shapeOf(["column0", "column1", "column2", "column3", "column4"], rows));
    expect(mapping.columns).toEqual({ transaction_id: "column0", timestamp: "column1", total: "column4" });
    expect(codes(unsure)).toEqual(expect.arrayContaining(["by_content", "several"]));
  });

  test("the total is found by arithmetic", () => {
    const { mapping, reasons } = proposeMapping(shapeOf(["ref", "when", "qty", "price", "x"], rows));
    expect(mapping.columns).toMatchObject({ quantity: "qty", unit_price: "price", total: "x" });
    expect(reasons).toContainEqual({ path: "columns.total", code: "adds_up", params: { share: 1 } });
  });
});

test("a state of the country is no status", () => {
  const { mapping, unsure } = proposeMapping(
    csvShape("date,total,state\n2025-01-01,5.00,Kentucky\n2025-01-02,6.00,Texas"),
  );
  expect(mapping.columns).toEqual({ timestamp: "date", total: "total" });
  const spanish = proposeMapping(csvShape("fecha;total;estado\n2025-01-01;5,00;Jalisco\n2025-01-02;6,00;Puebla", ";"));
  expect(spanish.mapping.columns).not.toHaveProperty("status");
  expect(codes(spanish.unsure)).toContain("status_none");
  expect(codes(unsure)).not.toContain("status_none");
});

test("without dates or amounts it says what is missing, first of all", () => {
  const proposal = proposeMapping(csvShape("name,city\nAna,Lima\nEva,Quito"));
  expect(codes(proposal.unsure).slice(0, 2)).toEqual(["no_timestamp", "no_total"]);
  expect(parseMapping(renderProposal(proposal, "a.csv", "en"), "a.yaml")).toEqual(proposal.mapping);
  const spanish = proposeMapping(csvShape("fecha;total\n15 ene 2024;5,00\n16 ene 2024;6,00", ";"));
  expect(codes(spanish.unsure)[0]).toBe("other_months");
});

test("several currencies are said, not chosen from", () => {
  const { mapping, unsure } = proposeMapping(
    csvShape("date,amount,currency\n2025-01-31,5.00,USD\n2025-02-01,6.00,EUR"),
  );
  expect(mapping).not.toHaveProperty("currency");
  expect(codes(unsure)).toContain("currency_mixed");
});

function codes(reasons: readonly Reason[]): Reason["code"][] {
  return reasons.map(({ code }) => code);
}
