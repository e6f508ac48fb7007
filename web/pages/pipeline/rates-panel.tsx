import { useCallback, useMemo } from "react";
import type { BatchProgress } from "../../../src/server/api/stream.ts";
import { useStream } from "../../api/stream.ts";
import { useFormat } from "../../format/use-format.ts";
import { Chart } from "../../parts/chart.tsx";
import { escapeHtml, nameAxis, tooltip, valueAxis } from "../../parts/chart-axes.ts";
import type { ChartLook } from "../../parts/chart-look.ts";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { useSaid } from "../../words/language.tsx";
import styles from "./pipeline.module.css";
import { workOf } from "./rates.ts";
import { words } from "./words.ts";

const MOST = 120;

/** What came in against what could have been worked: whether the stream keeps up. */
export function RatesPanel() {
  const said = useSaid(words);
  const format = useFormat();
  const query = useStream();
  const recent = query.data?.recent;
  const rates = useMemo(() => ratesOf(recent ?? []), [recent]);
  const last = rates.at(-1);
  const draw = useCallback(
    (look: ChartLook) => ({
      animation: false,
      xAxis: nameAxis(
        look,
        rates.map(({ time }) => format.clockSeconds(time)),
      ),
      // Both on one scale that multiplies: one is often a hundred times the other.
      yAxis: { ...valueAxis(look, format.short), type: "log", min: 0.1 },
      tooltip: {
        ...tooltip(look, (given: readonly { readonly dataIndex: number }[]) => {
          const rate = rates[given[0]?.dataIndex ?? 0];
          if (rate === undefined) return "";
          const lines = [
            format.clockSeconds(rate.time),
            `${said.in}: ${format.number(rate.in.toFixed(1))}`,
            `${said.worked}: ${format.number(rate.worked.toFixed(1))}`,
          ];
          return lines.map(escapeHtml).join("<br>");
        }),
        axisPointer: { type: "line", lineStyle: { color: look.line } },
      },
      series: [
        line(
          "worked",
          said.worked,
          look.inkSoft,
          rates.map((rate) => rate.worked),
          { type: [4, 3] },
        ),
        line(
          "in",
          said.in,
          look.accent,
          rates.map((rate) => Math.max(rate.in, 0.1)),
          {},
        ),
      ],
    }),
    [rates, format, said],
  );
  return (
    <Panel
      title={said.rates}
      definition={<p>{said.rates_is}</p>}
      span={4}
      wide={3}
      height={272}
      state={stateOf(query, (data) => data.recent.length < 2)}
      empty={{ text: said.batches_empty }}
      table={{
        columns: [
          { id: "time", label: said.time, unit: "time" },
          { id: "in", label: said.in, unit: "number" },
          { id: "worked", label: said.worked, unit: "number" },
        ],
        rows: rates.toReversed().map((rate) => [rate.time, rate.in.toFixed(1), rate.worked.toFixed(1)]),
      }}
    >
      <Chart draw={draw} label={said.rates_is} height={240} />
      <ul className={styles.legend}>
        <li>
          — {said.in} {last && format.number(last.in.toFixed(1))}
        </li>
        <li>
          ╌ {said.worked} {last && format.number(last.worked.toFixed(1))}
        </li>
      </ul>
    </Panel>
  );
}

interface Rate {
  readonly time: string;
  readonly in: number;
  readonly worked: number;
}

/** Of each batch but the first: its records by the time since the one before, and by the time of its work. */
function ratesOf(recent: readonly BatchProgress[]): readonly Rate[] {
  return recent
    .map((batch, place) => {
      const before = recent[place - 1];
      const seconds = before === undefined ? 0 : (Date.parse(batch.time) - Date.parse(before.time)) / 1000;
      const { read } = batch.quality;
      return {
        time: batch.time,
        in: seconds > 0 ? read / seconds : 0,
        worked: (read / Math.max(1, workOf(batch))) * 1000,
      };
    })
    .slice(1)
    .filter(({ worked }) => worked > 0)
    .slice(-MOST);
}

function line(id: string, name: string, color: string, data: readonly number[], style: object) {
  return {
    id,
    name,
    type: "line",
    data: [...data],
    showSymbol: false,
    lineStyle: { width: 1.5, color, ...style },
    itemStyle: { color },
  };
}
