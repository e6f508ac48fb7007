import { Checkbox, NativeSelect, SegmentedControl } from "@mantine/core";
import { useFigures } from "../../api/analyses.ts";
import { useFormat } from "../../format/use-format.ts";
import { useSaid } from "../../words/language.tsx";
import styles from "./explore.module.css";
import { hasSales } from "./measures-panel.tsx";
import { addDays, lastDay, PRESETS, type Preset } from "./period.ts";
import type { Explored } from "./view.ts";
import { words } from "./words.ts";

interface Given {
  readonly explored: Explored;
}

/** Which view, which period, and whether with the one before. */
export function ExploreActions({ explored }: Given) {
  const said = useSaid(words);
  const { view, setView, span } = explored;
  return (
    <>
      <SegmentedControl
        size="sm"
        aria-label={said.view}
        value={view.view}
        onChange={(value) => setView({ view: value as typeof view.view })}
        data={(["overview", "pivot", "catalogue"] as const).map((value) => ({ value, label: said.views[value] }))}
      />
      <PeriodPicker explored={explored} />
      <Checkbox
        size="sm"
        label={said.compare}
        checked={explored.compare === "previous"}
        disabled={span.from === null}
        title={span.from === null ? said.compare_open : undefined}
        onChange={(event) => setView({ compare: event.currentTarget.checked ? "previous" : "none" })}
      />
    </>
  );
}

function PeriodPicker({ explored }: Given) {
  const said = useSaid(words);
  const { preset, span, setView, now } = explored;
  const today = now.slice(0, 10);
  const choose = (next: Preset) => {
    if (next !== "custom") return setView({ period: next, from: null, to: null });
    setView({ from: span.from ?? addDays(today, -6), to: span.to ?? addDays(today, 1) });
  };
  // The address holds the first moment no longer in the period; people name the last day in it.
  const last = span.to === null ? today : lastDay(span.to);
  return (
    <div className={styles.period}>
      <NativeSelect
        size="sm"
        aria-label={said.period}
        value={preset}
        onChange={(event) => choose(event.currentTarget.value as Preset)}
        data={PRESETS.map((value) => ({ value, label: said.presets[value] }))}
      />
      {preset === "custom" && now !== "" && (
        <>
          <input
            type="date"
            className={styles.date}
            aria-label={said.from}
            value={(span.from ?? "").slice(0, 10)}
            max={last}
            onChange={(event) => setView({ from: event.currentTarget.value || null })}
          />
          <span aria-hidden="true">–</span>
          <input
            type="date"
            className={styles.date}
            aria-label={said.to}
            value={last}
            min={(span.from ?? "").slice(0, 10)}
            onChange={(event) =>
              setView({ to: event.currentTarget.value === "" ? null : addDays(event.currentTarget.value, 1) })
            }
          />
        </>
      )}
    </div>
  );
}

/** The period as it stands, and the one it is compared with, to the minute. */
export function CompareNote({ explored }: Given) {
  const said = useSaid(words);
  const format = useFormat();
  const { span, compare, filters } = explored;
  const answer = useFigures({ ...filters, measures: ["transactions"], compare }, { enabled: filters !== null });
  const before = answer.data?.previous?.period;
  const day = (text: string) => format.day(text.slice(0, 10));
  const shown = [span.from === null ? null : day(span.from), span.to === null ? said.until_now : day(lastDay(span.to))];
  return (
    <p className={styles.note}>
      {[...new Set(shown.filter((one) => one !== null))].join(" – ")}
      {compare !== null && before?.from != null && before.to != null && hasSales(answer.data) && (
        <> · {said.compared({ from: moment(before.from), to: moment(before.to) })}</>
      )}
      {compare !== null && answer.data !== undefined && !hasSales(answer.data) && <> · {said.compared_none}</>}
    </p>
  );

  function moment(text: string): string {
    return /00:00(?::00)?$/.test(text) ? day(text) : `${day(text)}, ${text.slice(11, 16)}`;
  }
}
