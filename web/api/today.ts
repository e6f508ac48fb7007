import { useQuery } from "@tanstack/react-query";
import type { Today } from "../../src/server/api/today.ts";
import { ask } from "./client.ts";
import { NOW } from "./keys.ts";

/** Today so far against yesterday and the same weekday at this moment. */
export function useToday() {
  return useQuery({ queryKey: [NOW, "today"], queryFn: ({ signal }) => ask<Today>("/api/today", { signal }) });
}
