import type { CliMessages } from "../../i18n/en/cli.ts";
import { createPaint } from "../../sinks/console/paint.ts";
import { printable } from "../../sinks/console/printable.ts";
import { wrap } from "../../sinks/console/width.ts";
import type { Finding } from "./check.ts";

interface Look {
  readonly words: CliMessages["doctor"];
  readonly width: number;
  readonly color: boolean;
}

/** A shape for each state, because not everybody sees colours. */
const MARKS = { ok: "✓", warning: "!", missing: "✗", skipped: "·" } as const;

const PAINTS = { ok: "good", warning: "warn", missing: "bad", skipped: "dim" } as const;

/** A line for each finding, what to do about it below, and a sentence at the end. */
export function findingsText(findings: readonly Finding[], { words, width, color }: Look): string {
  const paint = createPaint(color);
  const states = Math.max(...Object.values(words.state).map((text) => text.length));
  const names = Math.max(...findings.map(({ id }) => words.names[id].length));
  const indent = " ".repeat(2 + states + 2 + names + 2);
  const lines = findings.flatMap(({ id, state, found, remedy }) => {
    const mark = `${MARKS[state]} ${words.state[state].padEnd(states)}`;
    const name = words.names[id].padEnd(names);
    const [first = "", ...rest] = wrap(printable(found), Math.max(20, width - indent.length));
    const advice = remedy === null ? [] : wrap(printable(remedy), Math.max(20, width - indent.length - 2));
    return [
      `${paint[PAINTS[state]](mark)}  ${name}  ${first}`,
      ...rest.map((line) => indent + line),
      ...advice.map((line, index) => `${indent}${index === 0 ? "→ " : "  "}${line}`),
    ];
  });
  return [...lines, "", closing(findings, words)].map((line) => `${line}\n`).join("");
}

function closing(findings: readonly Finding[], words: Look["words"]): string {
  const named = (state: Finding["state"]) =>
    findings
      .filter((finding) => finding.state === state)
      .map(({ id }) => words.names[id])
      .join(", ");
  const missing = named("missing");
  if (missing !== "") return words.missing({ missing });
  const warnings = named("warning");
  return warnings === "" ? words.all_well : words.well_but({ warnings });
}

/** Ids and states in English, sentences in the reader's language. */
export function findingsJson(findings: readonly Finding[]): string {
  const healthy = findings.every(({ state }) => state !== "missing");
  return `${JSON.stringify({ ok: healthy, checks: findings }, null, 2)}\n`;
}
