import { useCallback, useMemo } from "react";
import { useLetterCounts } from "../../api/dead-letters.ts";
import { useFormat } from "../../format/use-format.ts";
import { Chart } from "../../parts/chart.tsx";
import type { ChartLook } from "../../parts/chart-look.ts";
import { useScheme } from "../../parts/chart-look.ts";
import { seriesColour } from "../../parts/colours.ts";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { useLanguage, useSaid } from "../../words/language.tsx";
import { LetterDrawer } from "./letter-drawer.tsx";
import { LetterList } from "./letter-list.tsx";
import { lettersOption } from "./letters-option.ts";
import { PeriodSwitch } from "./period-switch.tsx";
import { RuleList } from "./rule-list.tsx";
import type { ViewProps } from "./view.ts";
import { words } from "./words.ts";

const MINUTES = { hour: 60, day: 1440, week: 10_080, month: 43_200 } as const;

export function LetterPanels({ view, setView }: ViewProps) {
  const said = useSaid(words);
  const format = useFormat();
  const { language } = useLanguage();
  const scheme = useScheme();
  const query = useLetterCounts(MINUTES[view.period]);
  const counts = query.data;
  const rules = useMemo(() => counts?.rules ?? [], [counts]);
  const colour = useCallback(
    (rule: string) =>
      seriesColour(
        rules
          .map(({ reason }) => reason)
          .sort()
          .indexOf(rule),
        scheme,
      ),
    [rules, scheme],
  );
  const draw = useCallback(
    (look: ChartLook) =>
      counts === undefined
        ? {}
        : lettersOption({ look, format, counts, minutes: MINUTES[view.period], language, colour }),
    [counts, format, view.period, language, colour],
  );
  const setRule = (rule: string | null) => setView({ rule: rule === view.rule ? null : rule });
  return (
    <>
      <Panel
        title={said.by_rule}
        definition={<p>{said.by_rule_is}</p>}
        span={5}
        height={220}
        state={stateOf(query, (data) => data.rules.length === 0)}
        empty={{ text: said.by_rule_empty }}
        table={{
          columns: [
            { id: "rule", label: said.rule, unit: "text" },
            { id: "open", label: said.letter.statuses.open, unit: "count" },
            { id: "retried", label: said.letter.statuses.retried, unit: "count" },
            { id: "dropped", label: said.letter.statuses.dropped, unit: "count" },
          ],
          rows: rules.map(({ label, open, retried, dropped }) => [label[language], open, retried, dropped]),
        }}
      >
        <RuleList rules={rules} chosen={view.rule} colour={colour} onRule={setRule} />
      </Panel>
      <Panel
        title={said.over_time}
        unit={said.per({ length: format.duration(counts?.series.seconds ?? 0) })}
        definition={<p>{said.over_time_is}</p>}
        span={7}
        height={220}
        state={stateOf(query, (data) => data.series.points.length === 0)}
        empty={{ text: said.over_time_empty }}
        actions={<PeriodSwitch period={view.period} onPeriod={(period) => setView({ period })} />}
        table={{
          columns: [
            { id: "start", label: said.time, unit: "time" },
            { id: "rule", label: said.rule, unit: "text" },
            { id: "records", label: said.records, unit: "count" },
          ],
          rows: (counts?.series.points ?? []).map(({ start, reason, count }) => [
            start,
            rules.find((rule) => rule.reason === reason)?.label[language] ?? reason,
            count,
          ]),
        }}
      >
        <Chart draw={draw} label={said.over_time_seen} height={220} />
      </Panel>
      <LetterList view={view} setView={setView} />
      <LetterDrawer id={view.letter} onClose={() => setView({ letter: 0 })} />
    </>
  );
}
