import type { SourceShape } from "../../src/model/source-shape.ts";
import { csvShape, shapeOf } from "./csv-shape.ts";

/** Files as well-known shops and data sets lay them out, with made-up rows. */

const cdnow = shapeOf(
  ["customer_id", "date", "number_of_cds", "dollar_value"],
  rows(60, (i) => [
    String(1 + Math.floor(i / 3)).padStart(5, "0"),
    `1997${pad(1 + (i % 12))}${pad(1 + (i % 28))}`,
    String(1 + (i % 4)),
    (i === 7 ? 0 : 9.5 + ((i * 37) % 60) + 0.27).toFixed(2),
  ]),
);

/** One row for each line of an invoice; a quarter without a customer; two of three dates fit both orders. */
export const onlineRetail = shapeOf(
  ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"],
  rows(80, (i) => [
    String(536365 + Math.floor(i / 8)),
    i === 41 ? "85100" : `85${100 + i}${i % 5 === 0 ? "A" : ""}`,
    `HEART LANTERN ${i % 30}`,
    String(1 + ((i * 5) % 12)),
    `12/${1 + Math.floor(i / 8)}/2010 ${8 + (i % 3)}:${10 + Math.floor(i / 8)}`,
    (0.85 + ((i * 13) % 40) / 4).toFixed(2),
    i % 4 === 0 ? null : String(17850 + Math.floor(i / 8)),
    "United Kingdom",
  ]),
);

const olistOrders = shapeOf(
  [
    "order_id",
    "customer_id",
    "order_status",
    "order_purchase_timestamp",
    "order_approved_at",
    "order_delivered_carrier_date",
    "order_estimated_delivery_date",
    "price",
    "freight_value",
    "payment_type",
    "product_category_name",
  ],
  rows(60, (i) => [
    hash(i),
    hash(1000 + i),
    ["delivered", "shipped", "delivered", "canceled", "approved", "unavailable"][i % 6] ?? "",
    `2017-10-${pad(1 + (i % 28))} 10:56:${pad(i % 60)}`,
    i % 9 === 0 ? null : `2017-10-${pad(1 + (i % 28))} 11:07:15`,
    i % 5 === 0 ? null : `2017-11-${pad(1 + (i % 28))} 19:55:00`,
    "2017-12-18 00:00:00",
    (29.99 + i).toFixed(2),
    "8.72",
    ["credit_card", "boleto", "voucher", "debit_card"][i % 4] ?? "",
    ["beleza_saude", "informatica_acessorios", "esporte_lazer"][i % 3] ?? "",
  ]),
);

const olistItems = shapeOf(
  ["order_id", "order_item_id", "product_id", "seller_id", "shipping_limit_date", "price", "freight_value"],
  rows(60, (i) => [
    hash(Math.floor(i / 2)),
    String(1 + (i % 2)),
    hash(500 + (i % 7)),
    hash(900 + (i % 3)),
    `2017-09-${pad(1 + (i % 28))} 09:45:35`,
    (58.9 + i).toFixed(2),
    "13.29",
  ]),
);

const superstore = shapeOf(
  [
    "Row ID",
    "Order ID",
    "Order Date",
    "Ship Date",
    "Ship Mode",
    "Customer ID",
    "Customer Name",
    "Segment",
    "City",
    "State",
    "Product ID",
    "Category",
    "Sub-Category",
    "Product Name",
    "Sales",
    "Quantity",
    "Discount",
    "Profit",
  ],
  rows(60, (i) => [
    String(i + 1),
    `CA-2016-${152156 + Math.floor(i / 2)}`,
    `${1 + (i % 12)}/${1 + ((i * 7) % 28)}/2016`,
    `${1 + (i % 12)}/${1 + ((i * 7 + 3) % 28)}/2016`,
    ["Second Class", "Standard Class"][i % 2] ?? "",
    `CG-${12520 + (i % 20)}`,
    `Claire Gute ${i % 20}`,
    ["Consumer", "Corporate", "Home Office"][i % 3] ?? "",
    "Henderson",
    ["Kentucky", "California", "Florida"][i % 3] ?? "",
    `FUR-BO-${10001798 + i}`,
    ["Furniture", "Office Supplies", "Technology"][i % 3] ?? "",
    ["Bookcases", "Labels", "Phones", "Chairs"][i % 4] ?? "",
    `Somerset Bookcase ${i}`,
    (14.62 + i * 3.7).toFixed(i % 3 === 0 ? 3 : 2),
    String(1 + (i % 9)),
    "0.2",
    (i * 1.1 - 12.5).toFixed(4),
  ]),
);

/** The second line of an order leaves most of its columns empty. */
const shopify = shapeOf(
  [
    "Name",
    "Email",
    "Financial Status",
    "Paid at",
    "Fulfillment Status",
    "Currency",
    "Subtotal",
    "Shipping",
    "Taxes",
    "Total",
    "Discount Amount",
    "Created at",
    "Lineitem quantity",
    "Lineitem name",
    "Lineitem price",
    "Lineitem sku",
    "Payment Method",
    "Id",
  ],
  rows(40, (i) => {
    const first = i % 4 !== 3;
    const order = i - (first ? 0 : 1);
    const only = (value: string) => (first ? value : null);
    return [
      `#${1001 + order}`,
      `ana${order % 9}@example.com`,
      only(["paid", "paid", "refunded", "pending"][order % 4] ?? ""),
      only("2024-01-31 10:25:00 -0500"),
      only("fulfilled"),
      only("USD"),
      only("40.00"),
      only("5.00"),
      only("3.20"),
      only((48.2 + order).toFixed(2)),
      only("0.00"),
      `2024-01-${pad(1 + (order % 28))} 10:22:33 -0500`,
      String(1 + (i % 2)),
      `T-shirt ${i % 6}`,
      "20.00",
      `TS-${i % 6}`,
      only("Shopify Payments"),
      only(String(5000000000 + order)),
    ];
  }),
);

const wooCommerce = shapeOf(
  [
    "Order Number",
    "Order Status",
    "Order Date",
    "Customer Note",
    "First Name (Billing)",
    "City (Billing)",
    "Email (Billing)",
    "Payment Method Title",
    "Cart Discount Amount",
    "Order Subtotal Amount",
    "Shipping Method Title",
    "Order Shipping Amount",
    "Order Refund Amount",
    "Order Total Amount",
    "Order Total Tax Amount",
  ],
  rows(40, (i) => [
    String(4100 + i),
    ["Completed", "Processing", "On hold", "Refunded"][i % 4] ?? "",
    `2024-02-${pad(1 + (i % 28))} 18:${pad(i)}`,
    null,
    "Eva",
    "Lima",
    `eva${i % 11}@example.com`,
    ["Credit card (Stripe)", "Bizum"][i % 2] ?? "",
    "0",
    (30 + i).toFixed(2),
    "Flat rate",
    "4.90",
    "0",
    (34.9 + i).toFixed(2),
    "5.10",
  ]),
);

const supermarket = shapeOf(
  [
    "Invoice ID",
    "Branch",
    "City",
    "Customer type",
    "Gender",
    "Product line",
    "Unit price",
    "Quantity",
    "Tax 5%",
    "Total",
    "Date",
    "Time",
    "Payment",
    "cogs",
    "gross margin percentage",
    "gross income",
    "Rating",
  ],
  rows(40, (i) => {
    const [price, quantity] = [15 + i * 1.37, 1 + (i % 9)];
    return [
      `750-67-${8428 + i}`,
      ["A", "B", "C"][i % 3] ?? "",
      "Yangon",
      ["Member", "Normal"][i % 2] ?? "",
      "Female",
      ["Health and beauty", "Electronic accessories", "Home and lifestyle"][i % 3] ?? "",
      price.toFixed(2),
      String(quantity),
      (price * quantity * 0.05).toFixed(4),
      (price * quantity * 1.05).toFixed(4),
      `${1 + (i % 3)}/${1 + ((i * 11) % 28)}/2019`,
      `${10 + (i % 9)}:${pad(i)}`,
      ["Ewallet", "Cash", "Credit card"][i % 3] ?? "",
      (price * quantity).toFixed(2),
      "4.761904762",
      (price * quantity * 0.05).toFixed(4),
      "9.1",
    ];
  }),
);

export const tiendaEspañola = csvShape(
  `pedido;fecha_compra;cliente;importe;medio_pago;estado
   A-0001;31/12/2025 18:05;C17;1.234,56;Tarjeta;Entregado
   A-0002;31/12/2025 18:07;C18;12,50;Bizum;Enviado
   A-0003;01/01/2026 09:15;C17;7,00;Tarjeta;Devuelto
   A-0004;01/01/2026 10:40;C20;99,90;Transferencia;Pendiente de pago
   A-0005;02/01/2026 00:01;C21;2.000,00;Bizum;En camino`,
  ";",
);

const lojaBrasileira = csvShape(
  `Nº do Pedido;Data da Venda;Cliente;Produto;Categoria;Quantidade;Valor Unitário;Valor Total;Forma de Pagamento;Situação
   1001;05/03/2024;Ana;Camiseta;Roupas;2;R$ 49,90;R$ 99,80;Pix;Entregue
   1002;06/03/2024;Bruno;Notebook;Informática;1;R$ 3.499,00;R$ 3.499,00;Cartão de crédito;Pago
   1003;17/03/2024;Ana;Boné;Roupas;3;R$ 25,00;R$ 75,00;Boleto;Cancelado
   1004;18/03/2024;Caio;Tênis;Calçados;2;R$ 1.200,50;R$ 2.401,00;Pix;Aguardando pagamento
   1005;19/03/2024;Davi;Meia;Roupas;10;R$ 9,90;R$ 99,00;Pix;Em separação`,
  ";",
);

export const SHOPS: Readonly<Record<string, SourceShape>> = {
  cdnow,
  onlineRetail,
  olistOrders,
  olistItems,
  superstore,
  shopify,
  wooCommerce,
  supermarket,
  tiendaEspañola,
  lojaBrasileira,
};

function rows(count: number, row: (index: number) => (string | null)[]): (string | null)[][] {
  return Array.from({ length: count }, (_, index) => row(index));
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

function hash(value: number): string {
  return ((value + 1) * 2654435761).toString(16).padStart(12, "e");
}
