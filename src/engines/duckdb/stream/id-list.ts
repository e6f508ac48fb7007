/** Ids as what stands behind `IN`: never empty, which SQL does not take. */
export function idList(ids: readonly number[]): string {
  return ["NULL", ...ids.map(Number)].join(", ");
}
