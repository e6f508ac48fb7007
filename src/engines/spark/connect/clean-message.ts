/** A server's message, parted into what people read first and what they may want after it. */
export interface CleanMessage {
  /** The sentence (with the place in the query, where Spark shows it), without plans and stack traces. */
  readonly message: string;
  /** Causes and plans, without stack traces. */
  readonly detail: string | undefined;
  /** The error class in front of the message, which is all that Spark 3.5 tells of it. */
  readonly errorClass: string | undefined;
  /** Behind the message from Spark 4.0 on. */
  readonly sqlState: string | undefined;
}

/** Takes a JVM exception's message apart. */
export function cleanMessage(text: string): CleanMessage {
  const lines = text
    .replace(STREAM, "")
    .split("\n")
    .filter((line) => !STACK.test(line));
  const rest = lines.join("\n").trim();
  const deepest = deepestCause(lines) ?? rest;
  const plan = PLAN.exec(deepest);
  const sentence = plan === null ? deepest : deepest.slice(0, plan.index);
  const detail = sentence.trim() === rest ? undefined : rest;
  const state = STATE.exec(sentence)?.[1];
  return {
    message: sentence.replace(CLASS, "").replace(STATE, "").trim() || rest,
    detail,
    errorClass: CLASS.exec(sentence)?.[1],
    sqlState: state,
  };
}

/** A failed task is wrapped in a failed job, in a failed query, …: the last cause is the one to mend. */
function deepestCause(lines: readonly string[]): string | undefined {
  const start = lines.findLastIndex((line) => CAUSE.test(line));
  const first = lines[start];
  if (first !== undefined) return [first.replace(CAUSE, ""), ...lines.slice(start + 1)].join("\n").trim();
  const lost = lines.findIndex((line) => LOST_TASK.test(line));
  const task = lines[lost];
  if (task === undefined) return undefined;
  return [task.replace(LOST_TASK, ""), ...lines.slice(lost + 1)].join("\n").trim();
}

/** The last line of a long message ends in dots, wherever Spark cut it off. */
const STACK =
  /^\s+at [\w$.<>/]+(?:\(.*)?$|^\s*\.{3} \d+ (?:more|elided)|^\s*Driver stacktrace:\s*$|^\s*JVM stacktrace:\s*$/;
/** The state and plan of a streaming query: hundreds of lines, in which the options of its sink may stand, passwords too. */
const STREAM = /\s*=== Streaming Query ===[\s\S]*?(?=\n\s*Caused by: |$)/;
const CAUSE = /^\s*Caused by: (?:[\w$]+\.)+[\w$]+(?:: )?/;
const LOST_TASK = /^.*Lost task [\d.]+ in stage [\d.]+ \(TID \d+\) \([^)]*(?:\([^)]*\)[^)]*)?\): (?:[\w$]+\.)+[\w$]+: /;
/** Where an analysis error's plan begins: after the position of the fault, or as a tree of nodes. */
const PLAN = /;\s*\n(?=['+!]|\w+\b.*\n[ :]*[+:]-)|;\s*$/;
const CLASS = /^\[([A-Z][A-Z0-9_]*(?:\.[A-Z][A-Z0-9_]*)*)\] /;
const STATE = / SQLSTATE: ([0-9A-Z]{5})(?=\s|;|$)/;
