import { zoneOffsets } from "../model/time-zone.ts";

/** Writes moments as a shop's clock shows them: yyyy-MM-dd HH:mm:ss. */
export function shopClock(timeZone: string): (at: Date) => string {
  const { first, transitions } = zoneOffsets(timeZone);
  let [since, until, offset] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, first];
  let [lastSecond, lastText] = [Number.NaN, ""];

  function lookUp(second: number): void {
    const next = transitions.findIndex(({ at }) => at > second);
    const after = next === -1 ? transitions.length : next;
    since = transitions[after - 1]?.at ?? Number.NEGATIVE_INFINITY;
    until = transitions[after]?.at ?? Number.POSITIVE_INFINITY;
    offset = transitions[after - 1]?.after ?? first;
  }

  return (at) => {
    const second = Math.floor(at.getTime() / 1000);
    if (second === lastSecond) return lastText;
    if (second < since || second >= until) lookUp(second);
    lastSecond = second;
    lastText = new Date((second + offset) * 1000).toISOString().slice(0, 19).replace("T", " ");
    return lastText;
  };
}
