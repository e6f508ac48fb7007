import { SegmentedControl } from "@mantine/core";
import { useCallback, useMemo } from "react";
import { useStream } from "../../api/stream.ts";
import { useFormat } from "../../format/use-format.ts";
import { Chart } from "../../parts/chart.tsx";
import { type ChartLook, useScheme } from "../../parts/chart-look.ts";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { useSaid } from "../../words/language.tsx";
import { batchesOption, phaseColour } from "./batches-option.ts";
import styles from "./pipeline.module.css";
import { words } from "./words.ts";

const PHASES = ["read", "parse", "judge", "keep", "windows", "commit", "publish"] as const;
const MOST = 120;

interface BatchesPanelProps {
  readonly show: "work" | "all";
  readonly onShow: (show: "work" | "all") => void;
}

/** Where the time of each batch went. */
export function BatchesPanel({ show, onShow }: BatchesPanelProps) {
  const said = useSaid(words);
  const format = useFormat();
  const scheme = useScheme();
  const query = useStream();
  const recent = query.data?.recent;
  const batches = useMemo(() => recent?.slice(-MOST) ?? [], [recent]);
  const phases = useMemo(() => phasesOf(batches, show), [batches, show]);
  const draw = useCallback(
    (look: ChartLook) => batchesOption({ look, format, batches, phases, names: said.phases }),
    [format, batches, phases, said],
  );
  return (
    <Panel
      title={said.batches}
      unit="ms"
      definition={<p>{said.batches_is}</p>}
      span={8}
      wide={6}
      height={272}
      state={stateOf(query, (data) => data.recent.length === 0)}
      empty={{ text: said.batches_empty }}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={said.show}
          value={show}
          onChange={(value) => onShow(value === "all" ? "all" : "work")}
          data={(["work", "all"] as const).map((value) => ({ value, label: said.shows[value] }))}
        />
      }
      table={{
        columns: [
          { id: "batch", label: said.batch, unit: "count" },
          { id: "time", label: said.time, unit: "time" },
          { id: "records", label: said.rows, unit: "count" },
          ...phases.map((phase) => ({ id: phase, label: said.phases[phase] ?? phase, unit: "number" as const })),
        ],
        rows: batches
          .toReversed()
          .map(({ batch, time, quality, phases: ms }) => [
            batch,
            time,
            quality.read,
            ...phases.map((phase) => ms[phase] ?? null),
          ]),
      }}
    >
      <Chart draw={draw} label={said.batches_seen} height={240} />
      <ul className={styles.legend}>
        {phases.map((phase) => (
          <li key={phase}>
            <span className={styles.swatch} style={{ background: phaseColour(phase, scheme) }} />
            {said.phases[phase] ?? phase}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** In the order of the work; others, should an engine have them, after. */
function phasesOf(batches: readonly { readonly phases: Readonly<Record<string, number>> }[], show: "work" | "all") {
  const there = new Set(batches.flatMap(({ phases }) => Object.keys(phases)));
  const known = PHASES.filter((phase) => there.has(phase));
  const others = [...there].filter((phase) => !known.some((one) => one === phase));
  return [...known, ...others].filter((phase) => show === "all" || phase !== "read");
}
