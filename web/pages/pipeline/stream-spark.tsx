import { useRun, useRuns } from "../../api/runs.ts";
import { Panel } from "../../parts/panel.tsx";
import { useSaid } from "../../words/language.tsx";
import { SparkPanels } from "../runs/spark-panels.tsx";
import { words } from "./words.ts";

/** Jobs and stages of the stream that runs here. */
export function StreamSpark() {
  const said = useSaid(words);
  const runs = useRuns(null, 20);
  const current = runs.data?.pages[0]?.runs.find(
    ({ kind, status }) => status === "running" && (kind === "serve" || kind === "stream"),
  );
  const spark = useRun(current?.id ?? null).data?.spark ?? null;
  if (spark !== null) return <SparkPanels spark={spark} />;
  return (
    <Panel title={said.spark}>
      <p>{said.spark_none}</p>
    </Panel>
  );
}
