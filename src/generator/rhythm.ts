import type { SalesPlan } from "./options.ts";

/** How busy the shop is, relative to other hours, days (from Sunday) and months. */
export const HOURS = [18, 9, 5, 4, 4, 6, 12, 25, 40, 55, 68, 78, 92, 104, 94, 70, 62, 68, 82, 100, 122, 130, 95, 45];
export const WEEKDAYS = [126, 92, 90, 93, 97, 110, 134];
const MONTHS = [104, 88, 92, 94, 97, 99, 102, 84, 96, 98, 118, 125];

const CELLS_A_DAY = 96;

/** Places within a cell, as a power of two. */
export const CELL_BITS = 12;

export function cellCount({ seconds }: SalesPlan): number {
  return Math.round((seconds / 86_400) * CELLS_A_DAY);
}

/**
 * The statements for `seconds`: the period cut into cells in which equally much is sold, as the list of their
 * borders in seconds from the start. Where a row lies among the cells (its rank) thus tells its time.
 */
export function clock(plan: SalesPlan): readonly string[] {
  const { start, seconds, key } = plan;
  const end = start + seconds;
  const cells = cellCount(plan);
  return [
    `
CREATE TABLE hours AS
SELECT *, sum(weight) OVER (ORDER BY since ROWS UNBOUNDED PRECEDING)::BIGINT - weight AS below
FROM (
  SELECT since, until, (until - since) * (hour_weight * weekday_weight * month_weight // 10000 * mood // 100) AS weight
  FROM (
    SELECT greatest(hour * 3600, ${start}) AS since, least((hour + 1) * 3600, ${end}) AS until,
      [${HOURS}][1 + hour % 24] AS hour_weight,
      [${WEEKDAYS}][1 + dayofweek(make_timestamp(hour * 3600000000))] AS weekday_weight,
      [${MONTHS}][month(make_timestamp(hour * 3600000000))] AS month_weight,
      88 + (hash(hour // 24 - ${key}) % 25)::BIGINT AS mood
    FROM (SELECT range AS hour FROM range(${Math.floor(start / 3600)}, ${Math.ceil(end / 3600)}))
  )
)`,
    `
CREATE TABLE seconds AS
SELECT list(border ORDER BY cell) AS seconds
FROM (
  SELECT cell, since - ${start} + (target - below) * (until - since) // weight AS border
  FROM (SELECT range AS cell, range * (SELECT sum(weight)::BIGINT FROM hours) // ${cells} AS target FROM range(${cells}))
  ASOF JOIN hours ON target >= below
  UNION ALL
  SELECT ${cells}, ${seconds}
)`,
  ];
}
