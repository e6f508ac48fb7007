import { Slider } from "@mantine/core";
import { useCallback } from "react";
import type { Savings } from "../../../src/server/api/late.ts";
import { useSavings } from "../../api/late.ts";
import { useFormat } from "../../format/use-format.ts";
import { Chart } from "../../parts/chart.tsx";
import type { ChartLook } from "../../parts/chart-look.ts";
import { Command } from "../../parts/notice.tsx";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { Value } from "../../parts/value.tsx";
import { useLanguage, useSaid } from "../../words/language.tsx";
import { plural } from "../../words/plural.ts";
import { durationOption } from "./duration-option.ts";
import styles from "./late.module.css";
import { savingsOption } from "./savings-option.ts";
import { words } from "./words.ts";

interface SavingsPanelProps {
  /** The watermark that is looked at; 0: the usual one. */
  readonly seconds: number;
  readonly onSeconds: (seconds: number) => void;
}

type Step = Savings["steps"][number];

/** "A watermark of 10 min would have saved 11 sales": what each length would have done, by a slider. */
export function SavingsPanel({ seconds, onSeconds }: SavingsPanelProps) {
  const said = useSaid(words).late;
  const format = useFormat();
  const { language } = useLanguage();
  const query = useSavings();
  const savings = query.data;
  const steps = savings === undefined ? [] : usefulSteps(savings);
  const place = placeOf(steps, seconds);
  const step = steps[place];
  const draw = useCallback(
    (look: ChartLook) =>
      savings === undefined ? {} : savingsOption({ look, format, steps: usefulSteps(savings), place }),
    [savings, format, place],
  );
  return (
    <Panel
      title={said.savings}
      definition={<p>{said.savings_is}</p>}
      span={7}
      height={336}
      state={stateOf(query, (data) => data.recorded.sales === 0 || data.steps.length === 0)}
      empty={{ text: said.savings_empty }}
      table={
        savings && {
          columns: [
            { id: "watermark_seconds", label: said.watermark, unit: "text" },
            { id: "sales", label: said.sales, unit: "count" },
            { id: "gross_sales", label: said.gross, unit: "money" },
          ],
          rows: savings.steps.map((one) => [durationOption(one.watermark_seconds), one.sales, one.gross_sales]),
        }
      }
    >
      {savings !== undefined && step !== undefined && (
        <>
          <p className={styles.would} aria-live="polite">
            {said.would({ watermark: format.duration(step.watermark_seconds) })}
            <strong>
              {plural(language, step.sales, said.would_sales, { n: format.count(step.sales) })},{" "}
              <Value shown={format.money(step.gross_sales)} exact={step.gross_sales} />
            </strong>
            <span>
              {said.of_all({
                sales: format.count(savings.recorded.sales),
                sum: format.money(savings.recorded.gross_sales),
              })}
            </span>
          </p>
          <Chart draw={draw} label={said.savings_seen} height={120} />
          <div className={styles.slider}>
            <Slider
              min={0}
              max={steps.length - 1}
              step={1}
              value={place}
              onChange={(next) => onSeconds(steps[next]?.watermark_seconds ?? 0)}
              label={(next) => format.duration(steps[next]?.watermark_seconds ?? 0)}
              marks={steps.map((_, value) => ({ value }))}
              thumbLabel={said.watermark}
              thumbProps={{ "aria-valuetext": format.duration(step.watermark_seconds) }}
              disabled={steps.length < 2}
            />
            <p className={styles.ends}>
              <span>{format.duration(steps[0]?.watermark_seconds ?? 0)}</span>
              <span>{format.duration(steps.at(-1)?.watermark_seconds ?? 0)}</span>
            </p>
          </div>
          <p className={styles.soft}>
            {said.now({ watermark: format.duration(savings.watermark_seconds) })}{" "}
            {said.later({ longer: format.duration(step.watermark_seconds - savings.watermark_seconds) })} {said.set}
          </p>
          <Command text={`--watermark ${durationOption(step.watermark_seconds)}`} />
        </>
      )}
    </Panel>
  );
}

/** Up to the first step that saves all: longer ones only make windows wait. */
function usefulSteps({ steps, recorded }: Savings): readonly Step[] {
  const all = steps.findIndex(({ sales }) => sales >= recorded.sales);
  return all < 0 ? steps : steps.slice(0, all + 1);
}

/** The step looked at; usually the first that saves half. */
function placeOf(steps: readonly Step[], seconds: number): number {
  const most = steps.at(-1)?.sales ?? 0;
  const found =
    seconds > 0
      ? steps.findIndex(({ watermark_seconds }) => watermark_seconds >= seconds)
      : steps.findIndex(({ sales }) => sales * 2 >= most);
  return found < 0 ? Math.max(0, steps.length - 1) : found;
}
