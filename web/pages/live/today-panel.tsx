import { useCallback, useMemo } from "react";
import type { Today } from "../../../src/server/api/today.ts";
import { useToday } from "../../api/today.ts";
import { useFormat } from "../../format/use-format.ts";
import { Chart } from "../../parts/chart.tsx";
import type { ChartLook } from "../../parts/chart-look.ts";
import { MeasureDefinition } from "../../parts/measure-definition.tsx";
import { Panel, type PanelProps } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import type { TableData } from "../../parts/table-data.ts";
import { Value } from "../../parts/value.tsx";
import { useSaid } from "../../words/language.tsx";
import { dayOption } from "./day-option.ts";
import { Pace } from "./pace.tsx";
import styles from "./today.module.css";
import { words } from "./words.ts";

interface TodayPanelProps extends Pick<PanelProps, "span" | "wide"> {
  readonly onRows: () => void;
}

/** The one large figure: net sales of today, and whether that is more than on other days at this time. */
export function TodayPanel({ onRows, ...place }: TodayPanelProps) {
  const said = useSaid(words);
  const format = useFormat();
  const query = useToday();
  const today = query.data;
  const weekday = said.last_weekday({ weekday: today === undefined ? "" : weekdayOf(today.same_weekday.day, format) });
  const names = useMemo(() => ({ today: said.today, yesterday: said.yesterday, weekday }), [said, weekday]);
  const draw = useCallback(
    (look: ChartLook) => (today === undefined ? {} : dayOption({ look, format, today, names })),
    [today, format, names],
  );
  const table = useMemo(() => today && tableOf(today, said.hour, names, format.hour), [today, said, names, format]);
  return (
    <Panel
      {...place}
      title={said.net_today}
      unit={format.currency}
      definition={<MeasureDefinition id="net_sales" />}
      height={224}
      state={stateOf(query)}
      table={table}
    >
      {today !== undefined && (
        <div className={styles.today}>
          <div className={styles.now}>
            <p className={styles.figure}>
              <button type="button" onClick={onRows} title={said.rows_today}>
                <Value shown={format.money(today.today.so_far.net_sales)} exact={today.today.so_far.net_sales} />
              </button>
            </p>
            <Pace {...today.pace.yesterday} day={said.yesterday} line="solid" />
            <Pace {...today.pace.same_weekday} day={weekday} line="dashed" />
          </div>
          <Chart draw={draw} label={said.day_chart} height={224} />
        </div>
      )}
    </Panel>
  );
}

function weekdayOf(day: string, format: ReturnType<typeof useFormat>): string {
  return format.weekday(new Date(`${day}T00:00:00Z`).getUTCDay() + 1);
}

type Names = Readonly<Record<"today" | "yesterday" | "weekday", string>>;

function tableOf(
  { today, yesterday, same_weekday }: Today,
  hour: string,
  names: Names,
  said: (hour: number) => string,
): TableData {
  return {
    columns: [
      { id: "hour", label: hour, unit: "text" },
      { id: "today", label: names.today, unit: "money" },
      { id: "yesterday", label: names.yesterday, unit: "money" },
      { id: "same_weekday", label: names.weekday, unit: "money" },
    ],
    rows: today.hours.map((value, place) => [
      said(place),
      value,
      yesterday.hours[place] ?? null,
      same_weekday.hours[place] ?? null,
    ]),
  };
}
