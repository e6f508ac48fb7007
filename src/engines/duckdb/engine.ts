import { copyFile, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { duckdb } from "../../model/sql/duckdb.ts";
import type { TableEngine, WriteTarget } from "../engine.ts";
import { inspectFile } from "./inspect.ts";
import { type DuckDbOptions, openDuckDb } from "./instance.ts";
import { loadSources } from "./load.ts";
import { parquetOptions } from "./parquet.ts";
import { createPool } from "./pool.ts";
import { toCell } from "./values.ts";
import { watch } from "./watch.ts";

export interface DuckDbEngineOptions extends DuckDbOptions {
  /** Folder for staged rows and for what does not fit in memory; a new one in the system's by default, removed at close. */
  workFolder?: string;
  /** Interrupts whatever runs. */
  signal?: AbortSignal;
}

/**
 * The embedded engine: everything in this process, nothing to install. Files are written over a connection of
 * their own, so that writing and asking go on side by side; two questions may be asked at a time.
 */
export async function openDuckDbEngine({
  workFolder,
  signal,
  ...options
}: DuckDbEngineOptions = {}): Promise<TableEngine> {
  const folder = workFolder ?? (await mkdtemp(join(tmpdir(), "vitrina-")));
  const db = await openDuckDb({ ...options, spillFolder: folder });
  const { connection } = db;
  const writer = await db.connect();
  const askers = createPool([connection, await db.connect()]);
  const version = String((await connection.runAndReadAll("SELECT version()")).getRowsJS()[0]?.[0]);
  let acceptedFile: string | undefined;
  let labelsAreClosed = false;
  return {
    id: "duckdb",
    version,
    dialect: duckdb,
    inspect: (file) => inspectFile(connection, file, folder),
    async load(sources, loadOptions) {
      const loaded = await loadSources(connection, sources, { signal, ...loadOptions }, folder);
      acceptedFile = loaded.acceptedFile;
      labelsAreClosed = loaded.compact !== loaded.relation;
      return loaded;
    },
    async keep(name, sql) {
      const create = `CREATE OR REPLACE TABLE ${duckdb.name(name)} AS ${sql}`;
      await askers.use((asker) => watch(asker, { signal, file: name }, () => asker.run(create)));
      return `(SELECT * FROM ${duckdb.name(name)} ORDER BY rowid)`;
    },
    async query(sql, columns) {
      const result = await askers.use((asker) => watch(asker, { signal, file: "" }, () => asker.runAndReadAll(sql)));
      const rows = result.getRows().map((row) => columns.map(({ unit }, index) => toCell(row[index] ?? null, unit)));
      return { columns, rows };
    },
    async write(sql, target) {
      const copy = `COPY (${sql}) TO ${duckdb.text(target.path)} ${copyOptions(target, labelsAreClosed)}`;
      const written = await watch(writer, { signal, file: target.path }, () => writer.run(copy));
      return { rows: written.rowsChanged };
    },
    async handOver(path) {
      if (acceptedFile === undefined) {
        throw new Error("nothing was loaded");
      }
      await move(acceptedFile, path);
    },
    async close() {
      db.close();
      if (workFolder === undefined) {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

function copyOptions({ format }: WriteTarget, labelsAreClosed: boolean): string {
  switch (format) {
    case "parquet":
      return parquetOptions(labelsAreClosed);
    case "csv":
      return "(FORMAT csv, HEADER)";
    case "json":
      return "(FORMAT json)";
  }
}

/** A rename, or a copy where the two places are on different disks. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") {
      throw error;
    }
    await copyFile(from, to);
  }
}
