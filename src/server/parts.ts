import type { Language } from "../i18n/language.ts";
import type { RunStore } from "../pipelines/run-store.ts";
import type { ShopDesk } from "../pipelines/shop-desk.ts";
import type { ShopFiles } from "../pipelines/shop-files.ts";
import type { ShopLive } from "../pipelines/shop-live.ts";
import type { ShopStream } from "../pipelines/shop-stream.ts";
import type { DeskOperations } from "../pipelines/stream-desk.ts";
import type { Access } from "./access/access.ts";
import type { AuditLog } from "./access/audit.ts";
import type { SettingsStore } from "./access/settings.ts";
import type { Shop } from "./api/shop.ts";

/** All that the server answers from. */
export interface ServerParts {
  readonly shop: {
    readonly sourceKind: Shop["source"]["kind"];
    readonly demo: boolean;
    readonly language: Language;
    readonly version: string;
    /** As DuckDB writes sizes. */
    readonly memory: string;
  };
  readonly desk: ShopDesk;
  readonly aside: DeskOperations;
  readonly stream: ShopStream;
  readonly live: ShopLive;
  readonly runs: RunStore;
  readonly files: ShopFiles;
  readonly access: Access;
  readonly audit: AuditLog;
  readonly settings: SettingsStore;
  /** POST /api/ingest, where the source takes it. */
  readonly ingest: ((request: Request) => Promise<Response>) | null;
  /** Of the built console. */
  readonly webFolder: string;
  readonly trust: { readonly host: string; readonly allowedHosts: readonly string[] };
  readonly now: () => Date;
  /** Something is wrong with this machine or program. */
  readonly onFailure: (error: unknown) => void;
}
