import type { SparkAccount } from "../../../src/server/api/spark-account.ts";
import { useFormat } from "../../format/use-format.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Panel } from "../../parts/panel.tsx";
import { StatusMark } from "../../parts/status-mark.tsx";
import { useSaid } from "../../words/language.tsx";
import styles from "./runs.module.css";
import { words } from "./words.ts";

const MARKS = {
  running: "starting",
  active: "starting",
  succeeded: "done",
  complete: "done",
  failed: "failed",
  pending: "idle",
  skipped: "idle",
  unknown: "unknown",
} as const;

/** Jobs and their stages, in order of time. */
export function SparkJobs({ spark }: { readonly spark: SparkAccount }) {
  const said = useSaid(words).spark;
  const format = useFormat();
  const { jobs, stages, left_out: leftOut } = spark;
  const mark = (value: unknown) => {
    const status = (Object.keys(MARKS) as (keyof typeof MARKS)[]).find((one) => one === value);
    if (status === undefined) return undefined;
    return <StatusMark status={MARKS[status]} label={said.statuses[status] ?? status} />;
  };
  return (
    <>
      {jobs.length > 0 && (
        <Panel title={said.jobs}>
          <DataTable
            caption={said.jobs}
            height={420}
            columns={[
              { id: "job", label: said.job, unit: "text" },
              { id: "step", label: said.step, unit: "text" },
              { id: "status", label: said.status, unit: "text" },
              { id: "started", label: said.started, unit: "time" },
              { id: "ms", label: `${said.duration} (ms)`, unit: "number" },
              { id: "tasks", label: said.tasks, unit: "text" },
              { id: "failed", label: said.failed, unit: "count" },
            ]}
            rows={jobs.map((job) => [
              String(job.id),
              job.step,
              job.status,
              job.started,
              Math.round(job.ms),
              `${format.count(job.done_tasks)} / ${format.count(job.tasks)}`,
              job.failed_tasks,
            ])}
            render={(column, value) => (column.id === "status" ? mark(value) : undefined)}
          />
          {leftOut.jobs > 0 && <p className={styles.note}>{said.left_out({ n: format.count(leftOut.jobs) })}</p>}
        </Panel>
      )}
      {stages.length > 0 && (
        <Panel title={said.stages}>
          <DataTable
            caption={said.stages}
            height={420}
            columns={[
              { id: "stage", label: said.stage, unit: "text" },
              { id: "job", label: said.job, unit: "text" },
              { id: "step", label: said.step, unit: "text" },
              { id: "status", label: said.status, unit: "text" },
              { id: "ms", label: `${said.duration} (ms)`, unit: "number" },
              { id: "tasks", label: said.tasks, unit: "text" },
              { id: "rows", label: said.rows_in, unit: "count" },
              { id: "shuffle", label: said.shuffle, unit: "text" },
              { id: "skew", label: said.skew, unit: "number" },
            ]}
            rows={stages.map((stage) => [
              stageName(stage),
              String(stage.job),
              stage.step,
              stage.status,
              Math.round(stage.ms),
              `${format.count(stage.done_tasks)} / ${format.count(stage.tasks)}`,
              stage.input_rows,
              `${format.bytes(stage.shuffle_read_bytes)} / ${format.bytes(stage.shuffle_write_bytes)}`,
              stage.skew === null ? null : stage.skew.toFixed(1),
            ])}
            render={(column, value, row) => {
              if (column.id === "status") return mark(value);
              if (column.id !== "stage") return undefined;
              const link = stages.find((one) => stageName(one) === row[0])?.link ?? null;
              if (link === null || !/^https?:\/\//.test(link)) return undefined;
              return (
                <a href={link} target="_blank" rel="noreferrer">
                  {String(value)}
                </a>
              );
            }}
          />
          {leftOut.stages > 0 && <p className={styles.note}>{said.left_out({ n: format.count(leftOut.stages) })}</p>}
        </Panel>
      )}
    </>
  );
}

function stageName({ id, attempt }: SparkAccount["stages"][number]): string {
  return attempt === 0 ? String(id) : `${id}.${attempt}`;
}
