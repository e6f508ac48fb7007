import fc from "fast-check";
import { expect, test } from "vitest";
import { shapeOf } from "../../../test/model/csv-shape.ts";
import { tiendaEspañola } from "../../../test/model/shops.ts";
import { errors as spanish } from "../../i18n/es/errors.ts";
import { parseMapping } from "../mapping.ts";
import { UserError } from "../user-error.ts";
import { proposeMapping } from "./propose-mapping.ts";
import { renderProposal, sayNote } from "./render-proposal.ts";

test("each line says why it is there, and the doubts follow", () => {
  const proposal = proposeMapping(tiendaEspañola);
  expect(renderProposal(proposal, "ventas.csv", "es")).toBe(`# Mapeo propuesto para ventas.csv
# Revisarlo, guardarlo en un archivo y ejecutar de nuevo con --mapping y ese archivo.
columns:
  transaction_id: pedido  # por su nombre; ningún valor se repite en 5 filas
  timestamp: fecha_compra  # por su nombre; fechas como 31/12/2025 18:05
  customer_id: cliente  # por su nombre; 4 valores distintos en 5 filas
  total: importe  # por su nombre; importes como 1.234,56
  payment_method: medio_pago  # por su nombre; 3 valores distintos en 5 filas
  status: estado  # por su nombre; 5 valores distintos en 5 filas
timestamp_format: "%d/%m/%Y %H:%M"  # 31/12/2025 18:05 es 2025-12-31 18:05:00
status:
  recognised: [Entregado, Enviado, En camino]  # por lo que suelen significar las palabras
  pending: [Pendiente de pago]  # por lo que suelen significar las palabras
  cancelled: [Devuelto]  # por lo que suelen significar las palabras
csv:
  decimal: ","  # 1.234,56 es 1234.56
  thousands: "."
# Dudas:
# - Las horas no llevan desfase: se toman como hora local de este ordenador. Si la tienda está en otro lugar, añadir time_zone, por ejemplo time_zone: America/Bogota.
# - Nada indica la moneda: añadirla, por ejemplo currency: EUR.
`);
});

test("the error that goes with it is one line, in either language", () => {
  const error = new UserError("mapping_needed", {
    file: "ventas.csv",
    gaps: ["timestamp", "total"],
    proposal: "stdout",
  });
  expect(error.message).toBe(
    'ventas.csv: not understood without a mapping (no column named "timestamp"; no column named "total", nor "quantity" with "unit_price"). A proposed one was printed: check it, save it and run again with --mapping FILE.',
  );
  const written = new UserError("mapping_needed", {
    file: "v.csv",
    gaps: ["date_order"],
    proposal: { file: "shop.yaml" },
  });
  expect(written.in(spanish)).toBe(
    "v.csv: no se entiende sin un mapeo (sus fechas pueden ser día/mes o mes/día). Se ha escrito una propuesta en shop.yaml: revisarla y ejecutar de nuevo con --mapping shop.yaml.",
  );
});

test("a note is said in the reader's language", () => {
  const note = {
    code: "times_read",
    params: { column: "fecha", text: "31/12/2025", read: "2025-12-31 00:00:00" },
  } as const;
  expect(sayNote(note, "en")).toBe('Dates in "fecha": 31/12/2025 is 2025-12-31 00:00:00.');
  expect(sayNote(note, "es")).toBe('Fechas de "fecha": 31/12/2025 es 2025-12-31 00:00:00.');
});

const cell = fc.option(
  fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "2025-01-01",
      "31/12/2025 10:00",
      "1.234,56",
      "9.90",
      "7",
      "paid",
      "€ 5",
      "#12",
      "\u001b[31m\nx: y",
    ),
  ),
);
const names = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "order id",
    "date",
    "total",
    "qty",
    "price",
    "status",
    "line",
    "cliente",
    "estado",
    "moneda",
    "\n- a: b",
    "\u202e#",
  ),
);
const files = fc
  .uniqueArray(names, { minLength: 1, maxLength: 8 })
  .chain((header) =>
    fc
      .array(fc.array(cell, { minLength: header.length, maxLength: header.length }), { maxLength: 30 })
      .map((rows) => shapeOf(header, rows)),
  );

test("any file gets a proposal that reads back, shows its reasons on its lines and obeys no control character", () => {
  fc.assert(
    fc.property(files, fc.string({ unit: "binary" }), fc.constantFrom("en", "es"), (shape, file, language) => {
      const proposal = proposeMapping(shape);
      const text = renderProposal(proposal, file, language);
      expect(text).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]*$/mu);
      expect(text.split("\n").every((line) => !/[\p{C}\p{Zl}\p{Zp}]/u.test(line))).toBe(true);
      // A column named by blanks alone cannot be written as a mapping's text.
      if (shape.columns.every(({ name }) => name.trim() !== "")) {
        expect(parseMapping(text, "proposal.yaml")).toEqual(proposal.mapping);
      }
    }),
    { seed: 31, numRuns: 300 },
  );
});
