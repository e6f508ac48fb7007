import { expect, test } from "vitest";
import { classifyStatus } from "./status-words.ts";

test.each([
  [
    "recognised",
    [
      "Completada",
      "Entregado",
      "ENVIADAS",
      "delivered",
      "Shipped",
      "paid",
      "wc-completed",
      "Pagado",
      "Concluído",
      "Livrée",
      "Bezahlt",
      "Consegnato",
      "Pedido entregado",
      "PartiallyShipped",
    ],
  ],
  [
    "pending",
    [
      "Pendiente",
      "pendiente de pago",
      "processing",
      "wc-on-hold",
      "OnHold",
      "awaiting_payment",
      "approved",
      "Aguardando pagamento",
      "En attente",
      "unpaid",
      "not paid",
      "sin pagar",
    ],
  ],
  [
    "cancelled",
    [
      "Cancelada",
      "canceled",
      "Cancelled",
      "refunded",
      "Devuelta",
      "DEVUELTO",
      "anulado",
      "unavailable",
      "wc-failed",
      "Devolvido",
      "Remboursée",
      "storniert",
    ],
  ],
] as const)("%s: %j", (status, labels) => {
  const read = classifyStatus(labels);
  expect(read.labels[status]).toEqual(labels);
  expect(read.unknown).toEqual([]);
});

test("what no word explains stays unknown; blank labels are left aside", () => {
  const read = classifyStatus(["Kentucky", "7", "constructor", "paid maybe", " ", ""]);
  expect(read.unknown).toEqual(["Kentucky", "7", "constructor", "paid maybe"]);
  expect(Object.values(read.labels).flat()).toEqual([]);
});
