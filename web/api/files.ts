import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Files, Preview } from "../../src/server/api/files.ts";
import { ask } from "./client.ts";
import { STILL } from "./keys.ts";

export type Mapping = Preview["mapping"];

export const FILES_KEY = [STILL, "files"] as const;

/** Uploads, and results to download. */
export function useFiles() {
  return useQuery({ queryKey: FILES_KEY, queryFn: ({ signal }) => ask<Files>("/api/files", { signal }) });
}

/** Looks at an upload again with another mapping. */
export function fetchPreview(id: string, mapping: Mapping, signal?: AbortSignal): Promise<Preview> {
  return ask<Preview>(`/api/files/${encodeURIComponent(id)}/preview`, { method: "POST", json: { mapping }, signal });
}

/** Analyses an upload; its progress is that of the run it answers with. */
export function useRunFile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...json }: { readonly id: string; readonly mapping: Mapping; readonly lang: "en" | "es" }) =>
      ask<{ run: string }>(`/api/files/${encodeURIComponent(id)}/run`, { method: "POST", json }),
    onSuccess: () => client.invalidateQueries(),
  });
}

export function useRemoveFile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => ask<null>(`/api/files/${encodeURIComponent(id)}`, { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: FILES_KEY }),
  });
}

/** Address of one result of a run. */
export function resultPath(run: string, path: string): string {
  return `/api/files/results/${encodeURIComponent(run)}/${encodeURIComponent(path)}`;
}
