import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { AnalysisAnswer, Catalogue } from "../../src/server/api/analyses.ts";
import type { QueryAnswer } from "../../src/server/api/query.ts";
import { ask } from "./client.ts";
import { FIGURES } from "./keys.ts";
import type { FilterParams } from "./sales.ts";

export interface AnalysisParams extends FilterParams {
  readonly compare?: "previous" | null;
}

export interface QueryParams extends AnalysisParams {
  readonly dimensions?: readonly string[];
  readonly measures?: readonly string[];
  /** Dimensions or measures; a minus sign for descending. */
  readonly order?: readonly string[];
  readonly limit?: number;
}

interface Options {
  readonly enabled?: boolean;
}

/** Every analysis, measure and dimension with its definition and formula. */
export function useCatalogue() {
  return useQuery({
    queryKey: [FIGURES, "catalogue"],
    queryFn: ({ signal }) => ask<Catalogue>("/api/analyses", { signal }),
  });
}

/** One analysis; the figures of the parameters before stay until the new ones come. */
export function useAnalysis(id: string, params: AnalysisParams, { enabled = true }: Options = {}) {
  return useQuery({
    queryKey: [FIGURES, "analysis", id, params],
    queryFn: ({ signal }) => ask<AnalysisAnswer>(analysisPath(id), { params: { ...params }, signal }),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** A free question. */
export function useFigures(params: QueryParams, { enabled = true }: Options = {}) {
  return useQuery({
    queryKey: [FIGURES, "query", params],
    queryFn: ({ signal }) => ask<QueryAnswer>("/api/query", { params: { ...params }, signal }),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function analysisPath(id: string): string {
  return `/api/analyses/${encodeURIComponent(id)}`;
}
