import { Button, Progress } from "@mantine/core";
import type { RunDetail } from "../../../src/server/api/runs.ts";
import { useRun } from "../../api/runs.ts";
import { useFormat } from "../../format/use-format.ts";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { Icon } from "../../shell/icons.tsx";
import { useLanguage, useSaid } from "../../words/language.tsx";
import { durationText } from "./duration-text.ts";
import { RunFigures } from "./run-figures.tsx";
import { RunFiles } from "./run-files.tsx";
import { RunPhases } from "./run-phases.tsx";
import { RunSetting } from "./run-setting.tsx";
import { RunStatus } from "./run-status.tsx";
import styles from "./runs.module.css";
import { SparkPanels } from "./spark-panels.tsx";
import { words } from "./words.ts";

interface RunDetailsProps {
  readonly id: string;
  readonly onBack: () => void;
}

/** One run: what it was, what came of it, and what repeats it. */
export function RunDetails({ id, onBack }: RunDetailsProps) {
  const said = useSaid(words);
  const format = useFormat();
  const query = useRun(id);
  const run = query.data;
  return (
    <>
      <BackButton onBack={onBack} />
      <Panel
        title={
          run === undefined ? said.account : said.one({ kind: said.kinds[run.kind], time: format.instant(run.started) })
        }
        height={120}
        state={stateOf(query)}
      >
        {run !== undefined && <Account run={run} />}
      </Panel>
      {run !== undefined && (
        <>
          <RunFigures run={run} />
          <RunPhases run={run} />
          <RunFiles run={run} />
          <RunSetting run={run} />
          <RunLog run={run} />
          {run.spark !== null && <SparkPanels spark={run.spark} runMs={run.duration_ms} />}
        </>
      )}
    </>
  );
}

export function BackButton({ onBack }: { readonly onBack: () => void }) {
  const said = useSaid(words);
  return (
    <div className={styles.back}>
      <Button size="xs" variant="default" leftSection={<Icon name="back" size={14} />} onClick={onBack}>
        {said.back}
      </Button>
    </div>
  );
}

function Account({ run }: { readonly run: RunDetail }) {
  const said = useSaid(words);
  const format = useFormat();
  const { language } = useLanguage();
  const facts = [
    [said.status, <RunStatus key="status" status={run.status} />],
    [said.input, run.input],
    [said.rows, format.count(run.rows)],
    [said.duration, durationText(format, run.duration_ms)],
    [said.ended, run.ended === null ? "–" : format.instant(run.ended)],
    [said.engine, run.engine],
    [said.version, run.version],
    [said.id, run.id],
    ...(run.folder === null ? [] : [[said.folder, run.folder] as const]),
  ] as const;
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {run.status === "running" && run.progress !== null && (
        <div className={styles.progress} role="status">
          <p>
            {[
              said.progress({ phase: run.progress.phase }),
              ...(run.progress.seconds_left === null
                ? []
                : [said.left({ time: format.duration(run.progress.seconds_left) })]),
            ].join(" · ")}
          </p>
          <Progress
            value={(run.progress.fraction ?? 0) * 100}
            animated={run.progress.fraction === null}
            aria-label={run.progress.phase}
          />
        </div>
      )}
      {run.failure !== null && (
        <p className={styles.note} role="alert">
          <strong>{said.failure}.</strong> {run.failure.detail[language]}
        </p>
      )}
      {run.status === "interrupted" && <p className={styles.note}>{said.interrupted}</p>}
    </>
  );
}

function RunLog({ run }: { readonly run: RunDetail }) {
  const said = useSaid(words);
  const format = useFormat();
  const { language } = useLanguage();
  return (
    <Panel title={said.log} span={6}>
      {run.log.length === 0 ? (
        <p className={styles.soft}>{said.no_log}</p>
      ) : (
        <ol className={styles.log}>
          {run.log.map(({ time, text }) => (
            <li key={`${time} ${text.en}`}>
              <time dateTime={time}>{format.instant(time)}</time>
              {text[language]}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
