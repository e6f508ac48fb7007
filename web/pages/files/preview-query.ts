import { keepPreviousData, type QueryClient, useQuery } from "@tanstack/react-query";
import type { Preview } from "../../../src/server/api/files.ts";
import { fetchPreview, type Mapping } from "../../api/files.ts";
import { STILL } from "../../api/keys.ts";

const keyOf = (id: string, mapping: Mapping) => [STILL, "preview", id, mapping] as const;

/** How an upload would be read with a mapping; `{}` for what is proposed. */
export function usePreview(id: string, mapping: Mapping) {
  return useQuery({
    queryKey: keyOf(id, mapping),
    queryFn: ({ signal }) => fetchPreview(id, mapping, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What came with the upload need not be asked again. */
export function knowPreview(client: QueryClient, preview: Preview): void {
  client.setQueryData(keyOf(preview.upload.id, {}), preview);
}
