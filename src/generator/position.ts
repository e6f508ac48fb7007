import type { SalesPlan } from "./options.ts";

/**
 * Where row `i` falls among `places` of equal chance, from 0 on: never before the row above it. Each row has its own
 * share of the places and lies somewhere within it, as 8 random bits say. rows × places must stay below 2^63.
 */
export function position({ rows }: SalesPlan, places: number, jitter: string): string {
  return `((i * ${places} + ((${jitter} * ${places}) >> 8)) // ${rows})`;
}
