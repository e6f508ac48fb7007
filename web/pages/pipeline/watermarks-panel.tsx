import type { StreamStatus } from "../../../src/server/api/stream.ts";
import { useStream } from "../../api/stream.ts";
import { useFormat } from "../../format/use-format.ts";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { StatusMark } from "../../parts/status-mark.tsx";
import { useSaid } from "../../words/language.tsx";
import styles from "./pipeline.module.css";
import { words } from "./words.ts";

type Partition = StreamStatus["partitions"][number];

/** The watermark of each partition, and which one holds windows open. */
export function WatermarksPanel() {
  const said = useSaid(words);
  const format = useFormat();
  const query = useStream();
  const partitions = query.data?.partitions ?? [];
  const times = partitions.flatMap(({ watermark }) => (watermark === null ? [] : [Date.parse(watermark)]));
  const [lowest, highest] = [Math.min(...times), Math.max(...times)];
  const isHeld = partitions.length > 1 && highest > lowest;
  return (
    <Panel
      title={said.watermarks}
      definition={<p>{said.watermarks_is}</p>}
      span={5}
      wide={3}
      height={160}
      state={stateOf(query, (data) => data.partitions.length === 0)}
      empty={{ text: said.watermarks_empty }}
      table={{
        columns: [
          { id: "partition", label: said.partition, unit: "text" },
          { id: "watermark", label: said.watermark, unit: "time" },
          { id: "behind", label: said.behind, unit: "count" },
          { id: "next", label: said.next, unit: "text" },
          { id: "state", label: said.state_of, unit: "text" },
        ],
        rows: partitions.map((partition) => [
          partition.partition,
          partition.watermark,
          partition.behind,
          partition.next,
          stateText(partition),
        ]),
      }}
    >
      <ul className={styles.partitions}>
        {partitions.map((partition) => (
          <li key={partition.partition}>
            <span className={styles.partitionName}>{partition.partition}</span>
            <StatusMark
              status={partition.idle ? "idle" : holds(partition) ? "late" : "running"}
              label={stateText(partition)}
            />
            <span className={styles.track} aria-hidden="true">
              <span
                className={styles.fill}
                data-held={holds(partition) || undefined}
                data-idle={partition.idle || undefined}
                style={{ display: "block", width: `${share(partition)}%` }}
              />
            </span>
            <span className={styles.facts}>{facts(partition)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );

  /** With one partition nobody waits for another. */
  function holds({ holds_back, watermark }: Partition): boolean {
    return holds_back && isHeld && (watermark === null || Date.parse(watermark) < highest);
  }

  function stateText(partition: Partition): string {
    if (partition.idle) return said.idle;
    return holds(partition) ? said.holds_back : said.moves;
  }

  /** The one furthest ahead fills its track; a window's length behind it is seen. */
  function share({ watermark }: Partition): number {
    if (watermark === null) return 0;
    const behind = highest - Date.parse(watermark);
    const scale = Math.max(highest - lowest, 60_000) * 1.25;
    return 100 * (1 - behind / scale);
  }

  function facts({ watermark, behind, next }: Partition): string {
    return [
      watermark === null ? said.no_watermark : said.watermark_at({ time: format.instant(watermark) }),
      ...(behind === null ? [] : [`${said.behind.toLowerCase()} ${format.count(behind)}`]),
      `${said.next.toLowerCase()} ${next}`,
    ].join(" · ");
  }
}
