import type { Run } from "../../../src/server/api/runs.ts";
import { StatusMark } from "../../parts/status-mark.tsx";
import { useSaid } from "../../words/language.tsx";
import { words } from "./words.ts";

export const KINDS = ["all", "batch", "stream", "serve", "compare"] as const;

const MARKS = {
  running: "starting",
  done: "done",
  failed: "failed",
  stopped: "stopped",
  interrupted: "paused",
} as const;

export function RunStatus({ status }: Pick<Run, "status">) {
  const said = useSaid(words);
  return <StatusMark status={MARKS[status]} label={said.statuses[status]} />;
}
