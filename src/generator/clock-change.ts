import { judgedAsDrawn } from "./judged.ts";
import type { SalesPlan } from "./options.ts";
import type { Story } from "./scenarios.ts";

const HOUR = 3600;
/** Madrid's clock against UTC. */
const [WINTER, SUMMER] = [HOUR, 2 * HOUR];

/** Saturday to Monday around the change: 71 hours in spring, 73 in autumn. */
const [SPRING_HOURS, AUTUMN_HOURS] = [71, 73];

/**
 * Half the sales around each change of Madrid's clock in the year of the period's end, evenly spread over real time and
 * written as the shop's clock shows it: the hour from 2 to 3 is missing in spring and comes twice in autumn. In
 * spring a till that was not set writes a quarter of the sales between 3 and 4 an hour early, at times that do not exist.
 */
export function clockChange(draw: string, { rows, start, seconds }: SalesPlan): Story {
  const year = new Date((start + seconds - 1) * 1000).getUTCFullYear();
  const spring = lastSunday(year, 2);
  const autumn = lastSunday(year, 9);
  const [missing, missingEnd] = [spring + WINTER, spring + SUMMER];
  // Both begin on Saturday at midnight.
  const [springStart, autumnStart] = [spring - 26 * HOUR, autumn - 27 * HOUR];

  const told = `(
SELECT * EXCLUDE (elapsed, instant) REPLACE (
  CASE
    WHEN instant < ${spring} THEN instant + ${WINTER}
    WHEN instant < ${spring + HOUR} AND i % 4 = 0 THEN instant + ${WINTER}
    WHEN instant < ${autumn} THEN instant + ${SUMMER}
    ELSE instant + ${WINTER}
  END AS second)
FROM (
  SELECT *, CASE WHEN elapsed < ${SPRING_HOURS * HOUR}
    THEN ${springStart} + elapsed ELSE ${autumnStart - SPRING_HOURS * HOUR} + elapsed END AS instant
  FROM (SELECT *, i * ${(SPRING_HOURS + AUTUMN_HOURS) * HOUR} // ${rows} AS elapsed FROM ${draw})
))`;
  const moved = `second + CASE WHEN second >= ${missing} AND second < ${missingEnd} THEN ${HOUR} ELSE 0 END`;
  return {
    draw: told,
    file: { kind: "sales" },
    judged: judgedAsDrawn(told, `strftime(make_timestamp((${moved}) * 1000000), '%Y-%m-%d %H')`),
  };
}

/** Europe changes its clocks on the last Sunday of March and October at 01:00 UTC; epoch seconds. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  last.setUTCDate(last.getUTCDate() - last.getUTCDay());
  return last.getTime() / 1000;
}
