import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FileToInspect, LoadedSales, TableEngine } from "../../src/engines/engine.ts";
import type { Mapping } from "../../src/model/mapping.ts";
import type { Unit } from "../../src/model/query.ts";
import { resolvePlan } from "../../src/model/resolve-plan.ts";

const HEADER =
  "transaction_id,timestamp,customer_id,product_id,category,quantity,unit_price,total,payment_method,status";
const row = (id: number | string, total = "10.00", time = "2026-03-01 10:00:00") =>
  `${id},${time},7,9,Ropa,1,10.00,${total},PayPal,Completada`;

/** Where engines differ and may. */
export interface EngineTraits {
  /** Whether a byte order mark within a text reaches the reader. DuckDB's client for Node drops it from what it hands over. */
  readonly handsOverMarks: boolean;
  /** A file that is longer is cut in pieces that are read side by side. */
  readonly pieceBytes: number;
}

/** What every table engine must do; each engine's own test file calls this with a way to open one. */
export function tableEngineContract(name: string, open: () => Promise<TableEngine>, traits: EngineTraits): void {
  describe(`table engine: ${name}`, () => {
    let engine: TableEngine;
    let folder: string;
    beforeAll(async () => {
      engine = await open();
      folder = await mkdtemp(join(tmpdir(), "vitrina-contract-"));
    });
    afterAll(async () => {
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    });

    async function load(
      files: Record<string, string | Buffer>,
      mapping?: Mapping,
      strict = false,
    ): Promise<LoadedSales> {
      const sources = [];
      for (const [shown, content] of Object.entries(files)) {
        const path = join(folder, shown);
        await writeFile(path, content);
        const shape = await engine.inspect({ path, format: formatOf(shown), shown });
        const resolved = resolvePlan(shape, mapping, { timeZone: mapping?.time_zone ?? "UTC", currency: "EUR" });
        if (resolved.kind === "unknown") {
          throw new Error("a mapping is needed");
        }
        sources.push({ shape, plan: resolved.plan, shown });
      }
      return engine.load(sources, { strict });
    }

    const rejected = async (loaded: LoadedSales) => {
      const columns = ["source", "line", "reason", "raw"].map((id) => ({
        id,
        unit: (id === "line" ? "number" : "text") as Unit,
      }));
      return (await engine.query(`SELECT source, line, reason, raw FROM ${loaded.rejected}`, columns)).rows;
    };
    const values = async (loaded: LoadedSales, sql: string, unit: Unit) =>
      (await engine.query(`SELECT ${sql} AS x FROM ${loaded.relation} ORDER BY 1`, [{ id: "x", unit }])).rows.flat();

    it("accounts for every row of a CSV, with the line and text of each rejected one", async () => {
      const lines = [
        HEADER,
        row(1),
        row(2, ""),
        "",
        row(3, "x"),
        row(1),
        row(4, "-5"),
        "only,three,fields",
        row(5, "1.00", "31/02/2026"),
      ];
      const loaded = await load({ "a.csv": `${lines.join("\n")}\n` });
      expect(loaded.quality).toMatchObject({ read: 7, accepted: 1, rejected: 6 });
      expect(await rejected(loaded)).toEqual([
        ["a.csv", 3, "missing_total", row(2, "")],
        ["a.csv", 5, "bad_number", row(3, "x")],
        ["a.csv", 6, "duplicate_id", row(1)],
        ["a.csv", 7, "non_positive_total", row(4, "-5")],
        ["a.csv", 8, "unreadable", "only,three,fields"],
        ["a.csv", 9, "bad_timestamp", row(5, "1.00", "31/02/2026")],
      ]);
    });

    it("reads the same rows from CSV, compressed CSV, NDJSON and a JSON array", async () => {
      const sales = Array.from({ length: 50 }, (_, index) => sale(index + 1));
      const csv = `${HEADER}\n${sales.map((each) => Object.values(each).join(",")).join("\n")}\n`;
      const ndjson = sales.map((each) => JSON.stringify(each)).join("\n");
      const files = {
        "s.csv": csv,
        "s.csv.gz": gzipSync(csv),
        "s.csv.zst": zstdCompressSync(csv),
        "s.ndjson": ndjson,
        "s.json": JSON.stringify(sales),
      };
      for (const [file, content] of Object.entries(files)) {
        const loaded = await load({ [file]: content });
        expect(loaded.quality, file).toEqual({ read: 50, accepted: 50, rejected: 0, reasons: {}, warnings: {} });
        expect(await values(loaded, "sum(total)", "money"), file).toEqual(["12750.00"]);
      }
    });

    it("reads back the Parquet it writes, typed and in order", async () => {
      const loaded = await load({ "w.csv": `${[HEADER, row(3), row(1), row(2)].join("\n")}\n` });
      const path = join(folder, "w.parquet");
      expect(await engine.write(`SELECT * FROM ${loaded.relation}`, { path, format: "parquet" })).toEqual({ rows: 3 });
      const shape = await engine.inspect({ path, format: "parquet", shown: "w.parquet" });
      expect(shape.sample.map(([id]) => id)).toEqual(["3", "1", "2"]);
      const types = Object.fromEntries(shape.columns.map((column) => [column.name, column.type]));
      expect(types).toMatchObject({ transaction_id: "integer", timestamp: "time", total: "decimal", category: "text" });
    });

    it("keeps the first valid of rows that share an id, over all files", async () => {
      const loaded = await load({
        "d1.csv": `${[HEADER, row(1, "0"), row(1, "5.00"), row(2, "6.00")].join("\n")}\n`,
        "d2.csv": `${[HEADER, row(2, "7.00"), row(3, "8.00"), row(1, "9.00")].join("\n")}\n`,
      });
      expect(loaded.rows).toEqual([3, 3]);
      expect(loaded.quality.reasons).toEqual({ non_positive_total: 1, duplicate_id: 2 });
      expect(await values(loaded, "total", "money")).toEqual(["5.00", "6.00", "8.00"]);
    });

    it("compares ids as written, even where the sample shows only numbers", async () => {
      const many = Array.from({ length: 6000 }, (_, index) => row(index + 1));
      const loaded = await load({ "i.csv": `${[HEADER, ...many, row("007"), row("A-1"), row("A-1")].join("\n")}\n` });
      expect(loaded.quality).toMatchObject({ read: 6003, accepted: 6002, reasons: { duplicate_id: 1 } });
    });

    it("reads quotes, line breaks in quotes, CRLF and a byte order mark", async () => {
      const quoted = `1,2026-03-01 10:00:00,7,9,"Hogar, ""casa""\r\ny jardín",1,10.00,10.00,PayPal,Completada`;
      const loaded = await load({ "q.csv": `\uFEFF${[HEADER, quoted, row(2), row(3, "")].join("\r\n")}\r\n` });
      expect(loaded.quality).toMatchObject({ read: 3, accepted: 2, rejected: 1 });
      expect(await values(loaded, "category", "label")).toEqual(['Hogar, "casa"\r\ny jardín', "Ropa"]);
      expect(await rejected(loaded)).toEqual([["q.csv", 5, "missing_total", row(3, "")]]);
    });

    it("reads files whose lines end in several ways", async () => {
      const lines = [HEADER, `${row(1)}\r`, row(2, ""), "\r", `${row(3)}\r`, row(4)];
      const loaded = await load({ "m.csv": lines.join("\n") });
      expect(loaded.quality).toMatchObject({ read: 4, accepted: 3, rejected: 1 });
      expect(await values(loaded, "transaction_id", "id")).toEqual([1, 3, 4]);
      expect((await rejected(loaded)).map(([, line, reason]) => [line, reason])).toEqual([[3, "missing_total"]]);
    });

    it("takes a byte order mark within a file for a part of its row", async () => {
      const lines = [`${HEADER}\n`, `${row(1)},too,many,fields\r`, `\uFEFF${row(2)}`];
      const loaded = await load({ "b.csv": lines.join("") });
      expect(loaded.quality).toMatchObject({ read: 2, accepted: 1, rejected: 1 });
      // A text, not the number 2.
      expect(await values(loaded, "transaction_id", "id")).toEqual([traits.handsOverMarks ? "\uFEFF2" : "2"]);
    });

    it("loses no row behind a broken one, wherever it stands in a large file", async () => {
      // Just behind the place where a parallel reader cuts the file in two.
      const before = Math.ceil(traits.pieceBytes / (row(1_000_000).length + 1));
      const many = Array.from({ length: before + 5000 }, (_, index) => row(1_000_000 + index));
      many[before] = "short,row";
      const loaded = await load({ "l.csv": `${[HEADER, ...many].join("\n")}\n` });
      expect(loaded.quality).toMatchObject({
        read: many.length,
        accepted: many.length - 1,
        reasons: { unreadable: 1 },
      });
      expect((await rejected(loaded)).map(([, line]) => line)).toEqual([before + 2]);
    });

    it("tells one unreadable row where a quote is never closed", async () => {
      const loaded = await load({ "u.csv": `${[HEADER, row(1), `2,"never closed,`, row(3), row(4)].join("\n")}\n` });
      expect(loaded.quality).toMatchObject({ read: 2, accepted: 1, reasons: { unreadable: 1 } });
    });

    it("rejects broken NDJSON lines as unreadable, with their line", async () => {
      const lines = [
        JSON.stringify(sale(1)),
        '{"transaction_id":2,',
        "",
        "[1,2]",
        JSON.stringify({ ...sale(3), total: null }),
      ];
      const loaded = await load({ "n.ndjson": `${lines.join("\n")}\n` });
      expect(loaded.quality).toMatchObject({ read: 4, accepted: 1, rejected: 3 });
      expect((await rejected(loaded)).map(([, line, reason]) => [line, reason])).toEqual([
        [2, "unreadable"],
        [4, "unreadable"],
        [5, "missing_total"],
      ]);
    });

    it("rejects both halves of an NDJSON object that goes on over two lines", async () => {
      const lines = [JSON.stringify(sale(1)), '{"transaction_id":2,"total":"5.00"', "}", JSON.stringify(sale(3)), "  "];
      const loaded = await load({ "h.ndjson": lines.join("\n") });
      expect(loaded.quality).toMatchObject({ read: 4, accepted: 2, reasons: { unreadable: 2 } });
      expect((await rejected(loaded)).map(([, line]) => line)).toEqual([2, 3]);
      expect(await values(loaded, "sum(total)", "money")).toEqual(["40.00"]);
    });

    it("counts warnings, and rejects for them when strict", async () => {
      const file = {
        "s.csv": `${[HEADER, row(1), row(2, "11.00"), row(3).replace("Completada", "Devuelta")].join("\n")}\n`,
      };
      expect((await load(file)).quality).toMatchObject({
        accepted: 3,
        warnings: { total_mismatch: 1, unknown_status: 1 },
      });
      expect((await load(file, undefined, true)).quality).toMatchObject({
        accepted: 1,
        reasons: { total_mismatch: 1, unknown_status: 1 },
        warnings: {},
      });
    });

    it("keeps both of two equal hours where times carry offsets", async () => {
      const lines = [row(1, "1.00", "2026-10-25T02:30:00+02:00"), row(2, "2.00", "2026-10-25T02:30:00+01:00")];
      const loaded = await load({ "z.csv": `${[HEADER, ...lines].join("\n")}\n` }, { time_zone: "Europe/Madrid" });
      expect(await values(loaded, "CAST(event_time AS VARCHAR(30))", "text")).toEqual([
        "2026-10-25 00:30:00",
        "2026-10-25 01:30:00",
      ]);
      expect(loaded.span).toEqual({ first: "2026-10-25 02:30:00", last: "2026-10-25 02:30:00" });
    });
  });
}

function sale(id: number) {
  return {
    transaction_id: id,
    timestamp: "2026-03-01 10:00:00",
    customer_id: 7,
    product_id: 9,
    category: "Ropa",
    quantity: 1,
    unit_price: `${id * 10}.00`,
    total: `${id * 10}.00`,
    payment_method: "PayPal",
    status: "Completada",
  };
}

function formatOf(file: string): FileToInspect["format"] {
  const ending = file
    .replace(/\.(gz|zst)$/, "")
    .split(".")
    .at(-1);
  return ending === "ndjson" || ending === "json" || ending === "parquet" ? ending : "csv";
}
