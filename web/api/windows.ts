import { useQuery } from "@tanstack/react-query";
import type { Windows } from "../../src/server/api/windows.ts";
import { ask } from "./client.ts";
import { FIGURES } from "./keys.ts";

/** The latest windows of a query, oldest first. What comes after them is in the live store. */
export function fetchWindows(query: string, windows: number, signal?: AbortSignal): Promise<Windows> {
  return ask<Windows>("/api/windows", { params: { query, windows }, signal });
}

/** Windows of the totals that start within a time; null asks nothing. */
export function useWindowsOf(time: { readonly from: Date; readonly to: Date } | null) {
  const [from, to] = [time?.from.toISOString() ?? null, time?.to.toISOString() ?? null];
  return useQuery({
    queryKey: [FIGURES, "windows", from, to],
    queryFn: ({ signal }) => ask<Windows>("/api/windows", { params: { query: "totals", from, to }, signal }),
    enabled: time !== null,
  });
}
