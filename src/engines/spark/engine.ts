import { randomBytes } from "node:crypto";
import { basename } from "node:path";
import type { SourceShape } from "../../model/source-shape.ts";
import { spark } from "../../model/sql/spark.ts";
import type { FileToInspect, TableEngine, WriteTarget } from "../engine.ts";
import { type ClusterFile, copyHead, inspectParquet, isOccupied, listFiles } from "./cluster-files.ts";
import { closeSession, openSession, type SessionOptions } from "./connect/session.ts";
import { openDesk } from "./desk.ts";
import { explained } from "./explain-error.ts";
import { STEPS } from "./jobs/steps.ts";
import { type SparkWatch, watchSpark } from "./jobs/watch.ts";
import { openKeeper } from "./keeper.ts";
import { loadSources, type SparkSales } from "./load.ts";
import { isAddress, openPlaces } from "./places.ts";
import { settle } from "./settings.ts";
import type { SharedStorage } from "./storage.ts";
import { cellOf } from "./values.ts";

export interface SparkEngineOptions {
  /** `sc://host:port/;token=…` */
  readonly address: string;
  readonly session?: SessionOptions;
  /** Settings of Spark's for this session, over those the engine chooses. */
  readonly conf?: Readonly<Record<string, string>>;
  /** A local folder for what is on its way; its owner removes it. */
  readonly workFolder: string;
  /** Where the cluster and this machine both reach, for when the cluster does not see this machine's files. */
  readonly storage?: SharedStorage | undefined;
  /** Looks at the head of a local file; the same code for all engines, so that they understand it alike. */
  readonly inspectLocal: (file: FileToInspect) => Promise<SourceShape>;
  /** Writes a compressed file's content to another. */
  readonly decompress: (from: string, to: string) => Promise<void>;
  /** Names what Spark does for this run, in its pages and its REST API. */
  readonly tag?: string;
  /** Of Spark's own pages, where they are not beside the server. */
  readonly ui?: string | undefined;
  /** Interrupts whatever runs, on the cluster too. */
  readonly signal?: AbortSignal;
}

export interface SparkEngine extends TableEngine {
  /** The files that an address of the cluster's stands for. */
  files(address: string): Promise<ClusterFile[]>;
  /** Copies the beginning of one of them, a text file, to a local file. */
  head(address: string): Promise<string>;
  /** Whether something is at an address, or below it. */
  occupied(address: string): Promise<boolean>;
  /** Writes a text of some kilobytes: a folder with one part of that text. */
  writeText(address: string, text: string): Promise<void>;
  /** Begins to look where the time goes. */
  watch(): SparkWatch;
}

/** An Apache Spark cluster, over Spark Connect. Throws UserError where there is none or it refuses. */
export function openSparkEngine(options: SparkEngineOptions): Promise<SparkEngine> {
  return explained({ file: "" }, () => open(options));
}

async function open({
  address,
  session: sessionOptions,
  conf,
  workFolder,
  storage,
  inspectLocal,
  decompress,
  tag = "vitrina",
  ui,
  signal,
}: SparkEngineOptions): Promise<SparkEngine> {
  const since = new Date();
  const session = await openSession(address, { clientType: "vitrina", ...sessionOptions });
  const desk = openDesk(session, tag, signal);
  const looking = desk.at(STEPS.inspect);
  const places = openPlaces({ desk: looking, workFolder, storage, decompress });
  // Cached tables outlive their session in Spark's memory, and their names may meet others' there.
  const own = `vitrina_${randomBytes(4).toString("hex")}`;
  const keeper = openKeeper(desk, places);
  let loads = 0;
  let writes = 0;
  let loaded: SparkSales | undefined;
  try {
    await settle(desk.at(STEPS.open), conf);
  } catch (error) {
    await closeSession(session);
    throw error;
  }

  async function write(sql: string, { path, format, large = false }: WriteTarget): Promise<{ rows: number }> {
    const there = isAddress(path);
    const place = there ? { address: path, bring: async () => {} } : await places.output();
    const writing = desk.at(STEPS.write(basename(path)));
    const options = FORMATS[format];
    const pieces = there && large ? "" : "/*+ COALESCE(1) */";
    await writing.write(`SELECT ${pieces} * FROM (${sql})`, place.address, { format, options });
    // Parquet knows its rows; other formats do not.
    writes += 1;
    const written = `${own}_written_${writes}`;
    if (format === "parquet") await writing.files(written, { format, paths: [place.address] });
    const [counted] = await writing.rows(`SELECT count(*) AS n FROM ${format === "parquet" ? written : `(${sql})`}`);
    await place.bring(path);
    return { rows: Number(counted?.n ?? 0) };
  }

  return {
    id: "spark",
    version: session.version,
    dialect: spark,
    occupied: (address) => explained({ file: address, signal }, () => isOccupied(looking, address)),
    writeText: (address, text) =>
      explained({ file: address, signal }, () =>
        desk
          .at(STEPS.write(basename(address)))
          .write(`SELECT /*+ COALESCE(1) */ ${spark.text(text)} AS value`, address, { format: "text" }),
      ),
    watch: () => watchSpark({ session, ui, since }),
    inspect: (file) =>
      explained({ file: file.shown, signal }, () =>
        isAddress(file.path) ? inspectParquet(looking, file) : inspectLocal(file),
      ),
    files: (address) => explained({ file: address, signal }, () => listFiles(looking, address)),
    head: (address) => explained({ file: address, signal }, () => copyHead(looking, address, workFolder)),
    load: (sources, loadOptions) =>
      explained({ file: sources[0]?.shown ?? "", signal }, async () => {
        loads += 1;
        const prefix = `${own}_${loads}`;
        loaded = await loadSources(desk, keeper, sources, {
          ...loadOptions,
          prefix,
          see: ({ shape, shown }) =>
            isAddress(shape.path) ? Promise.resolve(shape.path) : places.see(shape.path, shown),
        });
        return loaded;
      }),
    keep: (name, sql) =>
      explained({ file: name, signal }, async () => {
        const table = `${own}_${name}`;
        await keeper.keepResult(desk.at(STEPS.analyse(name.replace(/^result_/, ""))), table, sql);
        return `(SELECT * FROM ${table})`;
      }),
    query: (sql, columns) =>
      explained({ file: "", signal }, async () => {
        const rows = (await desk.at(STEPS.analyse("query")).rows(sql)).map((row) =>
          Object.values(row).map((value, index) => cellOf(value, columns[index]?.unit ?? "text")),
        );
        return { columns, rows };
      }),
    write: (sql, target) => explained({ file: target.path, signal }, () => write(sql, target)),
    handOver: (path) =>
      explained({ file: path, signal }, async () => {
        if (loaded === undefined) throw new Error("nothing was loaded");
        const { accepted, unordered } = loaded;
        await write(isAddress(path) ? unordered : accepted, { path, format: "parquet", large: true });
        loaded = undefined;
      }),
    async close() {
      await keeper.forget();
      await closeSession(session);
      await storage?.remove();
    },
  };
}

/** As the embedded engine writes them. */
const FORMATS: Readonly<Record<WriteTarget["format"], Readonly<Record<string, string>>>> = {
  parquet: {},
  csv: {
    header: "true",
    escape: '"',
    ignoreLeadingWhiteSpace: "false",
    ignoreTrailingWhiteSpace: "false",
  },
  json: { ignoreNullFields: "false" },
};
