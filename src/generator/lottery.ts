/**
 * A statement that creates a table with one line and one list of `slots` values, both of the same name: each value
 * of `source` (columns value, weight) stands there in proportion to its weight. All in integers, so that every
 * machine draws alike.
 */
export function lottery(
  name: string,
  source: string,
  { value, slots }: { readonly value: string; readonly slots: number },
): string {
  return `
CREATE TABLE ${name} AS
SELECT flatten(list(repeat([(${value})::BIGINT], upto * ${slots} // whole - below * ${slots} // whole) ORDER BY value)) AS ${name}
FROM (
  SELECT *, (upto - weight)::BIGINT AS below, max(upto) OVER () AS whole
  FROM (SELECT *, sum(weight) OVER (ORDER BY value ROWS UNBOUNDED PRECEDING)::BIGINT AS upto FROM (${source}))
)`;
}
