import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DeadLetters, LetterCounts, OpenedLetter, Retried } from "../../src/server/api/dead-letters.ts";
import { ask } from "./client.ts";
import { FIGURES } from "./keys.ts";

export interface LettersParams {
  readonly status?: "open" | "retried" | "dropped" | null;
  readonly reason?: string | null;
}

/** Rejected records, newest first, page by page. */
export function useDeadLetters(params: LettersParams, limit = 50) {
  return useInfiniteQuery({
    queryKey: [FIGURES, "dead-letters", "list", params, limit],
    queryFn: ({ signal, pageParam }) =>
      ask<DeadLetters>("/api/dead-letters", { params: { ...params, limit, before: pageParam }, signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useLetterCounts(minutes: number) {
  return useQuery({
    queryKey: [FIGURES, "dead-letters", "counts", minutes],
    queryFn: ({ signal }) => ask<LetterCounts>("/api/dead-letters/counts", { params: { minutes }, signal }),
  });
}

/** One letter with its raw bytes; null asks nothing. */
export function useDeadLetter(id: number | null) {
  return useQuery({
    queryKey: [FIGURES, "dead-letters", "one", id],
    queryFn: ({ signal }) => ask<OpenedLetter>(`/api/dead-letters/${id}`, { signal }),
    enabled: id !== null,
  });
}

export function useRetryLetters() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (letters: readonly { readonly id: number; readonly raw: string | null }[]) =>
      ask<Retried>("/api/dead-letters/retry", { method: "POST", json: { letters } }),
    onSettled: () => client.invalidateQueries(),
  });
}

export function useDropLetters() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: { readonly ids: readonly number[]; readonly reason: string }) =>
      ask<{ dropped: number }>("/api/dead-letters/drop", { method: "POST", json }),
    onSettled: () => client.invalidateQueries(),
  });
}
