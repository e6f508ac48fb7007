import { randomUUID } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Language } from "../../i18n/language.ts";
import { wordsFor } from "../../i18n/words.ts";
import type { ResultTable } from "../../model/result.ts";
import { UserError } from "../../model/user-error.ts";
import type { ParquetFile } from "../../pipelines/shop-desk.ts";
import { MASKED } from "../../pipelines/shop-questions.ts";
import { csvField } from "../../sinks/files/csv.ts";
import type { Access, Who } from "../access/access.ts";

/** Columns that name people. */
const PERSONAL: readonly string[] = ["customer_id"];

/** The rows as they are shown to whoever asks. */
export function shownRows(table: ResultTable | null, masked: boolean): (string | number | null)[][] {
  const rows = table?.rows ?? [];
  const hidden = new Set(table?.columns.flatMap(({ id }, index) => (masked && PERSONAL.includes(id) ? [index] : [])));
  return rows.map((row) => row.map((cell, index) => (hidden.has(index) && cell !== null ? MASKED : cell)));
}

/** @throws {UserError} api_export where they may not take data away */
export function requireExport(access: Access, who: Who | null): void {
  if (!access.describe(who).can.export) throw new UserError("api_export", {});
}

/** What is shown, as a file for spreadsheets. */
export function csvResponse(table: ResultTable | null, options: FileOptions): Response {
  if (table === null) throw new UserError("api_no_sales", {});
  const words = wordsFor(options.language);
  const header = table.columns.map(({ id }) => words.fileColumn(id));
  const lines = [header, ...shownRows(table, options.masked)].map((row) => row.map(csvField).join(","));
  return new Response(`${lines.join("\n")}\n`, { headers: download("text/csv; charset=utf-8", `${options.name}.csv`) });
}

interface FileOptions {
  readonly name: string;
  readonly language: Language;
  readonly masked: boolean;
}

/** The same rows as Parquet, written by the engine. */
export async function parquetResponse(
  write: (file: ParquetFile) => Promise<void>,
  { name, language, masked }: FileOptions,
): Promise<Response> {
  const path = join(tmpdir(), `vitrina-${randomUUID()}.parquet`);
  try {
    await write({ path, nameOf: wordsFor(language).fileColumn, masked: masked ? PERSONAL : [] });
    const headers = download("application/vnd.apache.parquet", `${name}.parquet`);
    return new Response(new Uint8Array(await readFile(path)), { headers });
  } finally {
    await rm(path, { force: true });
  }
}

export function download(type: string, name: string): Record<string, string> {
  const plain = name.replaceAll(/[^\w.-]/g, "_");
  return { "content-type": type, "content-disposition": `attachment; filename="${plain}"` };
}
