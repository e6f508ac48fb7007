import type { UseQueryResult } from "@tanstack/react-query";
import { type ApiProblem, isApiProblem } from "../api/client.ts";

export type PanelState =
  | { readonly kind: "loading" }
  | { readonly kind: "empty" }
  | { readonly kind: "error"; readonly problem: ApiProblem | null; readonly retry: () => void }
  /** `since`: when the figures came, where newer ones could not be had; milliseconds, else null. */
  | { readonly kind: "ready"; readonly since: number | null };

export const READY: PanelState = { kind: "ready", since: null };

/** The state of a panel that shows what the live connection said; `since` as of "ready". */
export function liveState(of: {
  readonly hasRows: boolean;
  readonly isAwaited: boolean;
  readonly since: number | null;
}): PanelState {
  if (of.hasRows) return { kind: "ready", since: of.since };
  return { kind: of.isAwaited ? "loading" : "empty" };
}

type Query<T> = Pick<UseQueryResult<T>, "data" | "error" | "dataUpdatedAt" | "isPending" | "refetch">;

/** The state of a panel that shows one query. */
export function stateOf<T>(query: Query<T>, isEmpty: (data: T) => boolean = () => false): PanelState {
  if (query.data !== undefined) {
    if (isEmpty(query.data)) return { kind: "empty" };
    return { kind: "ready", since: query.error === null ? null : query.dataUpdatedAt };
  }
  if (query.error === null) return { kind: "loading" };
  const problem = isApiProblem(query.error) ? query.error : null;
  return { kind: "error", problem, retry: () => void query.refetch() };
}
