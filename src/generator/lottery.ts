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
SELECT list(ticket ORDER BY slot) AS ${name}
FROM (
  SELECT (${value})::BIGINT AS ticket, unnest(range(below * ${slots} // whole, upto * ${slots} // whole)) AS slot
  FROM (
    SELECT *, (upto - weight)::BIGINT AS below, max(upto) OVER () AS whole
    FROM (SELECT *, sum(weight) OVER (ORDER BY value ROWS UNBOUNDED PRECEDING)::BIGINT AS upto FROM (${source}))
  )
)`;
}
