import { tmpdir } from "node:os";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

export interface DuckDbOptions {
  /** The database's file; in memory alone by default. */
  path?: string;
  /** Memory the engine may use, as DuckDB writes sizes ("2GB"); beyond it the engine spills to `spillFolder`. */
  memory?: string;
  /** Worker threads; by default one per core. */
  threads?: number;
  /** Folder for what does not fit in memory. */
  spillFolder?: string;
}

export interface DuckDb {
  readonly connection: DuckDBConnection;
  /** One more connection to the same data, for work at the same time. */
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

/**
 * Opens a DuckDB. Nothing is downloaded and no extension is installed at run time;
 * the session's zone is UTC so that no result depends on the machine's clock settings.
 */
export async function openDuckDb({
  path = ":memory:",
  memory = "2GB",
  threads,
  spillFolder = tmpdir(),
}: DuckDbOptions = {}): Promise<DuckDb> {
  const instance = await DuckDBInstance.create(path, {
    memory_limit: memory,
    temp_directory: spillFolder,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    ...(threads === undefined ? {} : { threads: String(threads) }),
  });
  const connections: DuckDBConnection[] = [];
  async function connect(): Promise<DuckDBConnection> {
    const connection = await instance.connect();
    connections.push(connection);
    await connection.run("SET TimeZone = 'UTC'; SET enable_progress_bar = true; SET enable_progress_bar_print = false");
    return connection;
  }
  return {
    connection: await connect(),
    connect,
    close() {
      for (const connection of connections) {
        connection.closeSync();
      }
      instance.closeSync();
    },
  };
}
