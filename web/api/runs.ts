import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Run, RunDetail, Runs } from "../../src/server/api/runs.ts";
import { ask } from "./client.ts";
import { FIGURES } from "./keys.ts";

/** What ran, newest first, page by page. */
export function useRuns(kind: Run["kind"] | null, limit = 50) {
  return useInfiniteQuery({
    queryKey: [FIGURES, "runs", "list", kind, limit],
    queryFn: ({ signal, pageParam }) => ask<Runs>("/api/runs", { params: { kind, limit, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** One run, each second again while it goes on; null asks nothing. */
export function useRun(id: string | null) {
  return useQuery({
    queryKey: [FIGURES, "runs", "one", id],
    queryFn: ({ signal }) => ask<RunDetail>(`/api/runs/${encodeURIComponent(id ?? "")}`, { signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data?.status === "running" ? 1000 : false),
  });
}
