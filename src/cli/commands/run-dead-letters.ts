import type { CliHelp } from "../../i18n/en/cli-help.ts";
import type { Desk } from "../../server/control/open-desk.ts";
import { wrongUsage } from "../desk/desk-flags.ts";
import { dropLetters } from "../desk/drop-letters.ts";
import { exportLetters } from "../desk/export-letters.ts";
import { listLetters } from "../desk/list-letters.ts";
import { retryLetters } from "../desk/retry-letters.ts";
import { showLetter } from "../desk/show-letter.ts";
import { withDesk } from "../desk/with-desk.ts";
import type { Session } from "../io.ts";
import type { DeadLettersAction, DeadLettersFlags } from "./dead-letters.ts";

export interface DeadLettersLine {
  readonly action: DeadLettersAction;
  readonly ids: readonly number[];
  readonly flags: DeadLettersFlags;
  readonly help: CliHelp["dead-letters"];
}

/** `vitrina dead-letters`. Returns the exit code. */
export async function runDeadLetters(line: DeadLettersLine, session: Session): Promise<number> {
  const wrong = complaint(line, session);
  if (wrong !== undefined) return wrongUsage("dead-letters", wrong, session);
  return withDesk(line.flags, session, (desk) => carryOut(line, desk, session));
}

function carryOut({ action, ids, flags }: DeadLettersLine, desk: Desk, session: Session): Promise<number> {
  switch (action) {
    case "list":
      return listLetters(desk, flags, session);
    case "show":
      return showLetter(desk, ids[0] ?? 0, flags, session);
    case "retry":
      return retryLetters(desk, ids, flags, session);
    case "drop":
      return dropLetters(desk, ids, flags, session);
    case "export":
      return exportLetters(desk, flags, session);
  }
}

const FORMATS: Readonly<Record<DeadLettersAction, readonly string[]>> = {
  list: ["table", "json"],
  show: ["table", "json"],
  retry: ["table", "json"],
  drop: ["table", "json"],
  export: ["ndjson", "csv"],
};

/** Options that only some actions know. */
const OPTIONS: Readonly<Record<string, readonly DeadLettersAction[]>> = {
  all: ["retry"],
  reason: ["list", "retry", "export"],
  status: ["list", "export"],
  limit: ["list", "export"],
  value: ["retry"],
  input: ["retry"],
  note: ["drop"],
  output: ["export"],
};

function complaint({ action, ids, flags, help }: DeadLettersLine, { words }: Session): string | undefined {
  for (const [option, actions] of Object.entries(OPTIONS)) {
    if (option in flags && !actions.includes(action)) return help.not_for_action({ option: `--${option}`, action });
  }
  const { format } = flags;
  if (format !== undefined && !FORMATS[action].includes(format)) {
    return help.not_for_action({ option: `--format ${format}`, action });
  }
  switch (action) {
    case "list":
    case "export":
      if (ids.length > 0) return help.not_for_action({ option: help.id.name, action });
      return action === "export" && flags.output === undefined ? help.needs_output : undefined;
    case "show":
      return ids.length === 1 ? undefined : help.needs_one_id({ action });
    case "drop":
      if (ids.length === 0) return help.needs_ids({ action });
      return flags.note === undefined ? help.needs_note : undefined;
    case "retry":
      return retryComplaint(ids, flags, help, words.option_missing({ option: help.id.name }));
  }
}

function retryComplaint(
  ids: readonly number[],
  { all = false, reason, input, value }: DeadLettersFlags,
  help: CliHelp["dead-letters"],
  idMissing: string,
): string | undefined {
  const many = all || reason !== undefined;
  const chosen = [ids.length > 0, many, input !== undefined].filter(Boolean).length;
  if (value !== undefined && ids.length !== 1)
    return `--value: ${ids.length === 0 ? idMissing : help.needs_one_id({ action: "retry" })}`;
  if (chosen === 0) return help.needs_choice;
  return chosen > 1 ? help.needs_single_choice : undefined;
}
