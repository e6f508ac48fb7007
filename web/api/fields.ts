import { useQuery } from "@tanstack/react-query";
import type { Fields } from "../../src/server/api/fields.ts";
import { ask } from "./client.ts";
import { STILL } from "./keys.ts";

/** From which fields of the records each sale column is read. */
export function useFields() {
  return useQuery({
    queryKey: [STILL, "fields"],
    queryFn: ({ signal }) => ask<Fields>("/api/fields", { signal }),
  });
}
