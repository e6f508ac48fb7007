import type { SaleColumn } from "../sale.ts";

interface Names {
  /** Names that say it plainly, and names that may also mean something else. */
  readonly sure: string;
  readonly likely: string;
  readonly maybe: string;
  /** Words that make a name mean something else. */
  readonly not: string;
}

/**
 * What shops call the columns of a sale, in Spanish, English and Portuguese and some French, German and Italian.
 * Plain words without articles; `number` stands for no, nº, num, #, `code` for cod, codigo, and the like.
 */
export const SYNONYMS: Readonly<Record<SaleColumn, Names>> = {
  transaction_id: {
    sure: `transaction id, transaction number, order id, order number, order code, order, invoice id, invoice number, invoice,
      sale id, sales id, purchase id, receipt id, receipt number, ticket id, ticket number, ticket, checkout id, transaction,
      pedido, id pedido, number pedido, code pedido, orden, id orden, number orden, venta id, id venta, number venta,
      compra id, id compra, number compra, factura, number factura, id factura, id transaccion, number transaccion, transaccion,
      boleta, number boleta, recibo, number recibo, folio, comanda, operacion, number operacion, comprobante, number comprobante,
      transacao, id transacao, id venda, number venda, code venda, nota fiscal, number nota fiscal,
      commande, number commande, id commande, facture, number facture,
      bestellung, bestellnummer, bestell id, auftragsnummer, rechnungsnummer, ordine, number ordine, id ordine, number fattura`,
    likely:
      "receipt, purchase, increment id, documento, number documento, sale, venta, reference number, order reference",
    maybe: "id, uuid, guid, reference, ref, number, code, row id, line id, name",
    not: `item, items, line, status, date, total, amount, value, priority, quantity, country, month, year, type, method, payment, customer,
      product, price, channel, source, note, estado, fecha, valor, importe, tipo, canal, cliente, producto`,
  },
  timestamp: {
    sure: `timestamp, date, datetime, date time, order date, order datetime, order timestamp, order purchase timestamp, purchase date,
      purchase timestamp, sale date, sales date, invoice date, transaction date, transaction datetime, date created, created at,
      created date, created on, order created at, ordered at, order created, purchased at, placed at, date placed, sold at, event time,
      fecha, fecha hora, fecha compra, fecha pedido, fecha venta, fecha orden, fecha factura, fecha transaccion, fecha operacion,
      fecha creacion, fecha emision, momento, creado, creado en,
      data, data hora, data venda, data pedido, data compra, data transacao, data emissao,
      date commande, date achat, date facture, date creation, datum, bestelldatum, rechnungsdatum, kaufdatum, data ordine, data acquisto`,
    likely:
      "created, time, issued at, processed at, purchase time, order time, date added, when, day, dia, zeitpunkt, zeit",
    maybe: "paid at, hora, at, month",
    not: `delivered, delivery, shipped, shipping, ship, dispatch, estimated, approved, updated, modified, changed, cancelled, canceled,
      paid, fulfilled, refund, refunded, birth, nacimiento, nascimento, entrega, envio, expiry, limit, due, vencimiento, pago,
      aprobacion, closed, carrier, processed, completed, returned, devolucion, actualizacion, last, ultima, first, registration,
      signup, review, start, end, livraison, lieferdatum`,
  },
  customer_id: {
    sure: `customer id, customer, customer number, customer code, client id, client, client number, client code, user id, buyer id,
      buyer, member id, shopper id, account id, cliente, id cliente, number cliente, code cliente, comprador, id comprador,
      usuario, id usuario, socio, number socio, kunde, kundennummer, kunden id, kunden number, code client, acheteur, id client`,
    likely:
      "customer email, email billing, billing email, email cliente, user, member, account, visitor id, client email, correo cliente, buyer email, consumer id",
    maybe: `email, e mail, correo, correo electronico, customer name, nombre cliente, nome cliente, client name, customer unique id,
      cpf, dni, nif, ruc, rut, visitor, phone, telefono, telefone`,
    not: `city, state, zip, postal, country, segment, type, phone, note, notes, address, gender, age, region, province, ciudad, provincia,
      pais, tipo, group, prefix, service, since, status, rating, review, category, accepts, count, shipping, billing, first, last, user agent`,
  },
  product_id: {
    sure: `product id, product code, product number, product sku, product, sku, stock code, item id, item code, item sku, item number,
      article, article id, article number, articulo, id articulo, code articulo, producto, id producto, code producto, sku producto,
      produto, id produto, code produto, lineitem sku, line item sku, asin, ean, upc, gtin, isbn, artikel, artikelnummer, produkt,
      produit, code produit, reference produit, prodotto, code prodotto, code articolo, articolo`,
    likely:
      "item, product name, item name, nombre producto, nome produto, referencia, lineitem name, product title, variant id, variant sku, ref",
    maybe: "description, descripcion, descricao, title, titulo, name, products",
    not: `category, categoria, type, tipo, line, weight, length, width, height, photos, price, cost, quantity, brand, status, sold, count,
      discount, tax, compare, requires, taxable, fulfillment, group, class, department, linea, familia, grupo`,
  },
  category: {
    sure: `category, product category, product category name, category name, item category, categoria, categoria producto, categoria produto,
      nombre categoria, department, departamento, product line, product type, tipo producto, seccion, rubro, familia, linea producto,
      categorie, kategorie, produktkategorie, warengruppe, categorie produit, reparto`,
    likely:
      "category id, product group, grupo producto, product class, genre, genero, linea, grupo, sub category, subcategory, subcategoria, collection",
    maybe: "type, tipo, class, clase, brand, marca, vendor, group",
    not: "customer, cliente, payment, pago, code, ship, shipping, risk, user, order, channel, age, income",
  },
  quantity: {
    sure: `quantity, qty, order quantity, quantity ordered, item quantity, lineitem quantity, units, units sold, items sold, cantidad, cant,
      unidades, uds, piezas, cantidad vendida, quantidade, qtd, qtde, quantite, qte, menge, anzahl, stuck, stuckzahl, quantita, qta, pieces, pcs`,
    likely: "number items, item count, items, number units, number pieces, units ordered, number articulos, articulos",
    maybe: "count, volume, amount sold, number products",
    not: `stock, refunded, available, returned, photos, weight, inventory, discount, price, total, tax, remaining, shipped, cancelled,
      canceled, minimum, customer, installments, payment`,
  },
  unit_price: {
    sure: `unit price, price, price each, price unit, item price, item cost, lineitem price, selling price, sell price, sale price,
      unit amount, unit cost, price per unit, precio, precio unitario, precio unidad, precio unit, precio venta, pvp, valor unitario,
      preco, preco unitario, preco unidade, prix, prix unitaire, preis, einzelpreis, stuckpreis, prezzo, prezzo unitario, list price`,
    likely: "rate, unitario, valor unit, product price, precio producto, price paid",
    maybe: "retail price, original price",
    not: `total, compare, freight, shipping, tax, discount, cost price, range, category, currency, tier, level, competitor, old, sum,
      net total, order`,
  },
  total: {
    sure: `total, total amount, amount, order total, order total amount, order amount, order value, grand total, total price, total paid,
      total sale, total sales, sale amount, sales amount, sales, sale value, revenue, line total, line amount, invoice total,
      purchase amount, transaction amount, transaction value, amount paid, amount spent, total spent, total value, payment value, turnover,
      net sales, gross sales, dollar value, total cost,
      importe, importe total, total importe, monto, monto total, total venta, total ventas, total pedido, total factura, total linea,
      valor total, precio total, total pagado, importe pagado, facturacion, ingresos, valor pedido, valor venta,
      valor pago, valor venda, preco total, total venda, faturamento, receita,
      montant, montant total, prix total, betrag, gesamtbetrag, gesamtpreis, gesamt, summe, umsatz, endbetrag, importo, totale, prezzo total`,
    likely:
      "valor, value, subtotal, net total, net amount, gross amount, ventas, venta, payment amount, total net, total gross, amt, total amt, spent, ttc",
    maybe: "sale, payment, neto, bruto, gross, net, sum, suma",
    not: `tax, taxes, iva, vat, shipping, freight, frete, envio, discount, descuento, desconto, refund, refunded, devolucion, devuelto,
      profit, fee, fees, commission, comision, tip, margin, cogs, tasa, impuesto, impuestos, imposto, balance, outstanding, duties, weight, unit, unitario,
      units, items, quantity, count, customers, orders, margen, beneficio, lucro, gross income, margin percentage, rating, lineitem, points`,
  },
  payment_method: {
    sure: `payment method, payment type, payment mode, payment method title, payment, payment gateway, payment option, payment channel,
      medio pago, forma pago, metodo pago, tipo pago, modo pago, medios pago, forma pagamento, metodo pagamento, meio pagamento,
      tipo pagamento, pagamento, mode paiement, moyen paiement, paiement, zahlungsart, zahlungsmethode, zahlungsmittel, zahlung,
      modalita pagamento, tender type, paid with, paid by`,
    likely: "pago, gateway, tender, card type, tipo tarjeta, payment provider, payment instrument",
    maybe: "card, tarjeta, method, metodo",
    not: `installments, value, sequential, status, date, id, reference, references, amount, fee, estado, fecha, terms, cuotas, at, shipping,
      delivery, envio, entrega, currency, transaction, total`,
  },
  status: {
    sure: `status, order status, order state, estado, estado pedido, estado orden, estado venta, estado compra, estado transaccion, estatus,
      status pedido, status venda, situacion, situacao, situacao pedido, transaction status, sale status, purchase status, statut,
      statut commande, bestellstatus, auftragsstatus, stato, stato ordine`,
    likely:
      "financial status, payment status, estado pago, delivery status, fulfillment status, shipping status, status pagamento, estado envio",
    maybe: "state, fulfilment, fulfillment, result, resultado, zustand, etat",
    not: "civil, marital, date, code, customer, cliente, subscription, stock, tax, reason",
  },
};

/** One word for the many ways to write it. */
const SAME: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    number: "no, nr, num, numero, n, nro, nbr, nummer, numer, #",
    code: "cod, codigo, cdigo, codice, kod",
    id: "ids, identificador, identifier, identificativo, uid",
    "": "de, del, da, do, das, dos, di, della, du, des, der, la, el, los, las, le, les, o, a, e, y, of, the, for, in, en, em, per, por, para",
  }).flatMap(([word, others]) => others.split(", ").map((other) => [other, word] as const)),
);

/** Words that name a currency beside an amount: `Total (EUR)`. */
export const CURRENCY_WORDS: Readonly<Record<string, string>> = {
  eur: "EUR",
  euro: "EUR",
  euros: "EUR",
  usd: "USD",
  dollar: "USD",
  dollars: "USD",
  dolares: "USD",
  gbp: "GBP",
  brl: "BRL",
  reais: "BRL",
  mxn: "MXN",
  cop: "COP",
  ars: "ARS",
  clp: "CLP",
  pen: "PEN",
  soles: "PEN",
  chf: "CHF",
  inr: "INR",
  rupees: "INR",
};

/** The words of a name that carry meaning, each in its one form. */
export function nameWords(words: readonly string[]): string[] {
  const same = words.map((word) => (Object.hasOwn(SAME, word) ? (SAME[word] ?? word) : word));
  return same.filter((word) => word !== "");
}
