import { useQuery } from "@tanstack/react-query";
import type { Shop } from "../../src/server/api/shop.ts";
import { ask } from "./client.ts";
import { FIGURES } from "./keys.ts";

/** What shop this is. Labels for filters are in it, most sold first. */
export function useShop() {
  return useQuery({ queryKey: [FIGURES, "shop"], queryFn: ({ signal }) => ask<Shop>("/api/shop", { signal }) });
}
