import type { RetryPolicy } from "./retry.ts";

/** How to reach a cluster over WebHDFS. */
export interface HdfsAccess {
  /** `http://host:9870`, without `/webhdfs/v1`; several are NameNodes of one cluster. */
  readonly endpoints: readonly string[];
  /** Who asks, where the cluster believes everybody. */
  readonly user: string;
  /** A delegation token instead. A secret. */
  readonly token: string | null;
  readonly signal: AbortSignal;
  readonly policy?: RetryPolicy;
}
