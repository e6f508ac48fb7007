import type { SparkAccount } from "../../../src/server/api/spark-account.ts";
import { useFormat } from "../../format/use-format.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Panel } from "../../parts/panel.tsx";
import { ScrollFrame } from "../../parts/scroll-frame.tsx";
import { StatTile } from "../../parts/stat-tile.tsx";
import type { TableData } from "../../parts/table-data.ts";
import { useLanguage, useSaid } from "../../words/language.tsx";
import { plural } from "../../words/plural.ts";
import { durationText } from "./duration-text.ts";
import styles from "./runs.module.css";
import { SparkJobs } from "./spark-jobs.tsx";
import { words } from "./words.ts";

interface SparkPanelsProps {
  readonly spark: SparkAccount;
  /** How long the whole run took, where that is known. */
  readonly runMs?: number;
}

/** Where the time of a run on Spark went: steps, jobs, stages, executors, plans. */
export function SparkPanels({ spark, runMs }: SparkPanelsProps) {
  const said = useSaid(words).spark;
  const format = useFormat();
  const { language } = useLanguage();
  const { app, ui, steps, executors, sql } = spark;
  const sum = (read: (step: SparkAccount["steps"][number]) => number) =>
    steps.reduce((total, step) => total + read(step), 0);
  return (
    <>
      <Panel
        title={app === null ? said.title : `${said.title} ${app.version}`}
        actions={
          isAddress(ui) && (
            <a href={ui} target="_blank" rel="noreferrer">
              {said.link}
            </a>
          )
        }
      >
        {spark.missing !== null && <p className={styles.soft}>{spark.missing.detail[language]}</p>}
        <div className={styles.facts}>
          <StatTile
            label={said.job_time}
            value={durationText(format, spark.job_ms)}
            note={
              runMs !== undefined &&
              runMs > spark.job_ms &&
              said.job_time_note({ time: durationText(format, runMs - spark.job_ms) })
            }
          />
          <StatTile
            label={said.executors}
            value={format.count(executors.filter(({ active }) => active).length)}
            note={
              spark.executors_lost > 0 &&
              plural(language, spark.executors_lost, said.executors_lost, { n: format.count(spark.executors_lost) })
            }
          />
          <StatTile label={said.tasks} value={format.count(sum((step) => step.tasks))} />
          <StatTile label={said.failed_tasks} value={format.count(sum((step) => step.failed_tasks))} />
          <StatTile label={said.spill} value={format.bytes(sum((step) => step.spill_bytes))} />
        </div>
        <p className={styles.note}>
          {app === null ? spark.server : `${app.name} · ${app.id} · ${spark.server}`} ·{" "}
          {said.as_of({ time: format.instant(spark.as_of) })}
        </p>
      </Panel>
      {steps.length > 0 && <TablePanel title={said.steps} definition={said.steps_is} table={stepTable()} />}
      <SparkJobs spark={spark} />
      {executors.length > 0 && <TablePanel title={said.executors} table={executorTable()} />}
      {sql.length > 0 && (
        <Panel title={said.sql}>
          <div className={styles.plans}>
            {sql.map(({ id, ms, plan, step, status }) => (
              <details key={id}>
                <summary>
                  {said.plan({ id: String(id), time: durationText(format, ms) })} · {step} ·{" "}
                  {said.statuses[status] ?? status}
                </summary>
                <ScrollFrame className={styles.plan} label={said.plan({ id: String(id), time: "" })}>
                  <pre>{plan}</pre>
                </ScrollFrame>
              </details>
            ))}
          </div>
          {spark.left_out.sql > 0 && (
            <p className={styles.note}>{said.left_out({ n: format.count(spark.left_out.sql) })}</p>
          )}
        </Panel>
      )}
    </>
  );

  function stepTable(): TableData {
    return {
      columns: [
        { id: "step", label: said.step, unit: "text" },
        { id: "jobs", label: said.jobs, unit: "count" },
        { id: "stages", label: said.stages, unit: "count" },
        { id: "job_ms", label: `${said.duration} (ms)`, unit: "number" },
        { id: "tasks", label: said.tasks, unit: "count" },
        { id: "failed_tasks", label: said.failed, unit: "count" },
        { id: "input_rows", label: said.rows_in, unit: "count" },
        { id: "shuffle", label: said.shuffle, unit: "text" },
        { id: "skew", label: said.skew, unit: "number" },
      ],
      rows: steps.map((step) => [
        step.label[language],
        step.jobs,
        step.stages,
        Math.round(step.job_ms),
        step.tasks,
        step.failed_tasks,
        step.input_rows,
        `${format.bytes(step.shuffle_read_bytes)} / ${format.bytes(step.shuffle_write_bytes)}`,
        step.skew === null ? null : step.skew.toFixed(1),
      ]),
    };
  }

  function executorTable(): TableData {
    return {
      columns: [
        { id: "id", label: said.executors, unit: "text" },
        { id: "host", label: said.host, unit: "text" },
        { id: "cores", label: said.cores, unit: "count" },
        { id: "tasks", label: said.tasks, unit: "count" },
        { id: "failed_tasks", label: said.failed, unit: "count" },
        { id: "gc_ms", label: `${said.gc} (ms)`, unit: "number" },
        { id: "memory", label: said.memory, unit: "text" },
        { id: "added", label: said.added, unit: "time" },
        { id: "status", label: said.status, unit: "text" },
      ],
      rows: executors.map((one) => [
        one.id,
        one.host,
        one.cores,
        one.tasks,
        one.failed_tasks,
        Math.round(one.gc_ms),
        format.bytes(one.memory_bytes),
        one.added,
        one.active ? (said.statuses.active ?? "") : (one.removed_reason ?? said.statuses.gone ?? ""),
      ]),
    };
  }
}

interface TablePanelProps {
  readonly title: string;
  readonly definition?: string;
  readonly table: TableData;
}

function TablePanel({ title, definition, table }: TablePanelProps) {
  return (
    <Panel title={title} definition={definition && <p>{definition}</p>}>
      <DataTable {...table} caption={title} height={420} />
    </Panel>
  );
}

/** Of a page: what a cluster says of itself is no reason to follow anything else. */
function isAddress(text: string | null): text is string {
  return text !== null && /^https?:\/\//.test(text);
}
