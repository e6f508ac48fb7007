import { describe, expect, test } from "vitest";
import { plainWords } from "../detect/plain-words.ts";
import { SALE_COLUMN_NAMES, type SaleColumn } from "../sale.ts";
import { nameScore } from "./name-score.ts";
import { SYNONYMS } from "./synonyms.ts";

const scoreOf = (column: SaleColumn, name: string) => nameScore(column, plainWords(name));

test("no sure name is sure for two columns", () => {
  for (const column of SALE_COLUMN_NAMES) {
    for (const name of SYNONYMS[column].sure
      .split(/[,\n]/)
      .map((text) => text.trim())
      .filter((text) => text !== "")) {
      const sure = SALE_COLUMN_NAMES.filter((other) => scoreOf(other, name) === 1);
      expect(sure, name).toEqual([column]);
    }
  }
});

describe("names as files write them", () => {
  test.each<[name: string, column: SaleColumn]>([
    ["InvoiceNo", "transaction_id"],
    ["Nº de factura", "transaction_id"],
    ["Order #", "transaction_id"],
    ["orderId", "transaction_id"],
    ["FechaCompra", "timestamp"],
    ["fecha_de_compra", "timestamp"],
    ["order_purchase_timestamp", "timestamp"],
    ["CÓDIGO CLIENTE", "customer_id"],
    ["Cód. Produto", "product_id"],
    ["StockCode", "product_id"],
    ["product_category_name", "category"],
    ["Categoría", "category"],
    ["Qtde.", "quantity"],
    ["Precio Unitario (€)", "unit_price"],
    ["Total (EUR)", "total"],
    ["dollar_value", "total"],
    ["Forma de pago", "payment_method"],
    ["Método de Pagamento", "payment_method"],
    ["Situação", "status"],
    ["order_status", "status"],
  ])("%s is %s", (name, column) => {
    expect(scoreOf(column, name)).toBeGreaterThan(0.8);
    for (const other of SALE_COLUMN_NAMES.filter((candidate) => candidate !== column)) {
      expect(scoreOf(other, name), other).toBeLessThan(scoreOf(column, name));
    }
  });

  test.each<[name: string, column: SaleColumn, worseThan: string]>([
    ["order_delivered_carrier_date", "timestamp", "order_purchase_timestamp"],
    ["Ship Date", "timestamp", "Order Date"],
    ["Tax Amount", "total", "Amount"],
    ["freight_value", "total", "payment_value"],
    ["Customer City", "customer_id", "Customer ID"],
    ["Product Category", "product_id", "Product ID"],
    ["Discount Amount", "total", "Subtotal"],
    ["payment_installments", "payment_method", "payment_type"],
  ])("%s is a worse %s than %s", (name, column, better) => {
    expect(scoreOf(column, name)).toBeLessThan(scoreOf(column, better));
  });

  test("a name of no sale column is none", () => {
    for (const column of SALE_COLUMN_NAMES) {
      expect(["Latitude", "wifi", "", "__proto__", "constructor"].map((name) => scoreOf(column, name))).toEqual([
        0, 0, 0, 0, 0,
      ]);
    }
  });
});
