import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Applied, LateSales, Savings } from "../../src/server/api/late.ts";
import { ask } from "./client.ts";
import { FIGURES } from "./keys.ts";

/** Late sales, newest first, page by page. */
export function useLateSales({ waiting, limit = 50 }: { readonly waiting: boolean; readonly limit?: number }) {
  return useInfiniteQuery({
    queryKey: [FIGURES, "late", "list", waiting, limit],
    queryFn: ({ signal, pageParam }) =>
      ask<LateSales>("/api/late", { params: { waiting, limit, before: pageParam }, signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
}

/** What a longer watermark would have saved, by step. */
export function useSavings() {
  return useQuery({
    queryKey: [FIGURES, "late", "savings"],
    queryFn: ({ signal }) => ask<Savings>("/api/late/savings", { signal }),
  });
}

/** Puts late sales into their windows: these, or with null all that wait. */
export function useApplyLate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly number[] | null) => ask<Applied>("/api/late/apply", { method: "POST", json: { ids } }),
    onSettled: () => client.invalidateQueries(),
  });
}
