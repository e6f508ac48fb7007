import type { StreamStatus } from "../../../src/server/api/stream.ts";
import { useStream } from "../../api/stream.ts";
import type { Format } from "../../format/format.ts";
import { useFormat } from "../../format/use-format.ts";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { StatTile } from "../../parts/stat-tile.tsx";
import { useLanguage, useSaid, useWords } from "../../words/language.tsx";
import { plural } from "../../words/plural.ts";
import styles from "./pipeline.module.css";
import { median, workOf } from "./rates.ts";
import { words } from "./words.ts";

/** Status, lag, pace, state and memory as figures. */
export function HealthPanel() {
  const said = useSaid(words);
  const format = useFormat();
  const { language } = useLanguage();
  const status = useWords().status;
  const query = useStream();
  return (
    <Panel title={said.health} height={84} state={stateOf(query)}>
      {query.data !== undefined && tiles(query.data)}
    </Panel>
  );

  function tiles(stream: StreamStatus) {
    const last = stream.recent.at(-1);
    const usual = median(stream.recent.slice(-60).map((batch) => workOf(batch)));
    return (
      <div className={styles.tiles}>
        <StatTile
          label={said.status}
          value={status[stream.status]}
          note={said.since({ time: format.instant(stream.started) })}
        />
        <StatTile label={said.lag} value={lagRows(stream)} note={lagNote(stream)} />
        <StatTile
          label={said.duration}
          value={last === undefined ? "–" : milliseconds(format, workOf(last))}
          note={
            last !== undefined &&
            usual !== null &&
            said.duration_note({ batch: format.count(last.batch), median: milliseconds(format, usual) })
          }
        />
        <StatTile
          label={said.state}
          value={stream.state === null ? "–" : format.bytes(stream.state.bytes)}
          note={
            stream.state !== null &&
            said.state_note({
              windows: format.count(stream.state.open_windows),
              rows: format.count(stream.state.rows),
            })
          }
        />
        <StatTile
          label={said.memory}
          value={format.bytes(stream.memory.process_bytes)}
          note={said.memory_note({ limit: stream.memory.limit })}
        />
      </div>
    );
  }

  function lagRows({ lag }: StreamStatus): string {
    if (lag.rows !== null) return plural(language, lag.rows, said.lag_rows, { n: format.count(lag.rows) });
    return lag.seconds === null ? "–" : format.duration(lag.seconds);
  }

  function lagNote({ lag }: StreamStatus): string {
    if (lag.rows === null && lag.seconds === null) return said.lag_unknown;
    if (lag.rows === 0) return said.caught_up;
    const waits =
      lag.seconds === null || lag.seconds < 1 ? [] : [said.lag_seconds({ age: format.duration(lag.seconds) })];
    const end =
      lag.catch_up_seconds === null
        ? said.falls_behind
        : said.catch_up({ time: format.duration(lag.catch_up_seconds) });
    return [...waits, end].join("; ");
  }
}

function milliseconds(format: Format, ms: number): string {
  return format.milliseconds(Math.round(ms));
}
