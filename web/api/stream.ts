import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { StreamStatus } from "../../src/server/api/stream.ts";
import { ask } from "./client.ts";
import { NOW } from "./keys.ts";

const KEY = [NOW, "stream"] as const;

/** How the stream stands: progress, phases, lag, watermarks, state. */
export function useStream() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => fetchStream(signal) });
}

export function fetchStream(signal?: AbortSignal): Promise<StreamStatus> {
  return ask<StreamStatus>("/api/stream", { signal });
}

/** Pauses or resumes the stream (analyst). */
export function useSwitchStream() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (to: "pause" | "resume") =>
      ask<{ status: StreamStatus["status"] }>(`/api/stream/${to}`, { method: "POST" }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
