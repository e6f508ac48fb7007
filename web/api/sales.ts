import { useInfiniteQuery } from "@tanstack/react-query";
import type { Sales } from "../../src/server/api/sales.ts";
import { ask } from "./client.ts";
import { STILL } from "./keys.ts";

/** What narrows rows down, the same for analyses, questions and rows. `__null__` stands for rows without a value. */
export interface FilterParams {
  /** The shop's clock: `yyyy-MM-dd` or with a time. */
  readonly from?: string | null;
  /** First moment no longer in it. */
  readonly to?: string | null;
  readonly category?: readonly string[];
  readonly payment_method?: readonly string[];
  readonly status?: readonly string[];
  readonly product_id?: readonly string[];
  readonly customer_id?: readonly string[];
  readonly hour?: readonly string[];
  readonly weekday?: readonly string[];
  readonly day?: readonly string[];
  readonly month?: readonly string[];
}

/** The rows behind a figure, newest first, page by page. */
export function useSales(params: FilterParams, { limit = 50, enabled = true } = {}) {
  return useInfiniteQuery({
    queryKey: [STILL, "sales", params, limit],
    queryFn: ({ signal, pageParam }) =>
      ask<Sales>("/api/sales", { params: { ...params, limit, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled,
  });
}
