import { REJECTING_RULES, type RejectReason, WARNING_RULES } from "../../model/rules.ts";
import type { DeadLetter } from "../../model/stream/aside.ts";
import { UserError } from "../../model/user-error.ts";
import { requireRole } from "../access/access.ts";
import {
  type DeadLetters,
  dropRoute,
  letterCountsRoute,
  letterRoute,
  lettersRoute,
  retryRoute,
} from "../api/dead-letters.ts";
import type { Api } from "../app.ts";
import type { ServerParts } from "../parts.ts";
import { isMasked } from "./narrowed.ts";
import { understoodOf } from "./understood.ts";
import { ruleWords } from "./words-of.ts";

const RULES: readonly string[] = [...REJECTING_RULES, ...WARNING_RULES];
/** About so many points in time. */
const POINTS = 60;

export function addDeadLetters(api: Api, { desk, aside, audit, now }: ServerParts): void {
  api.openapi(lettersRoute, async (c) => {
    const { status = null, reason, before = null, limit } = c.req.valid("query");
    const rule = reason === undefined ? null : readRule(reason);
    const found = await desk.letters({ status, reason: rule, before, limit });
    const masked = isMasked(c.var.who);
    return c.json(
      {
        letters: found.map((letter) => letterAnswer(letter, masked)),
        next: found.length < limit ? null : (found.at(-1)?.id ?? null),
        rules: [...new Set(found.map((letter) => letter.reason))].map(ruleWords),
      },
      200,
    );
  });

  api.openapi(letterCountsRoute, async (c) => {
    const { minutes } = c.req.valid("query");
    const seconds = Math.max(1, Math.ceil((minutes * 60) / POINTS));
    const since = new Date(now().getTime() - minutes * 60_000);
    const { rules, points } = await desk.letterCounts({ since, seconds });
    return c.json(
      {
        rules: rules.map((rule) => ({ ...rule, label: ruleWords(rule.reason).label })),
        series: { seconds, points: [...points] },
      },
      200,
    );
  });

  api.openapi(letterRoute, async (c) => {
    const { id } = c.req.valid("param");
    const [letter] = await aside.deadLetters({ ids: [id], limit: 1 });
    if (letter === undefined) throw new UserError("dead_letter_unknown", { ids: [id] });
    const masked = isMasked(c.var.who);
    const { raw } = letter;
    return c.json(
      {
        ...letterAnswer(letter, masked),
        raw: masked || raw === null ? null : Buffer.from(raw).toString("base64"),
        rule: ruleWords(letter.reason),
        understood: masked || raw === null ? null : understoodOf(textOf(raw), letter.reason, desk.plan()),
      },
      200,
    );
  });

  api.openapi(retryRoute, async (c) => {
    const who = requireRole(c.var.who, "analyst");
    const { letters } = c.req.valid("json");
    const { outcomes, changed } = await aside.retry(
      letters.map(({ id, raw }) => ({ id, value: raw === null ? null : Buffer.from(raw) })),
    );
    await audit.note(who, "retry", idsText(letters.map(({ id }) => id)));
    return c.json(
      {
        outcomes: outcomes.map((one) => ({ ...one, label: one.reason === null ? null : ruleWords(one.reason).label })),
        windows_changed: changed,
      },
      200,
    );
  });

  api.openapi(dropRoute, async (c) => {
    const who = requireRole(c.var.who, "analyst");
    const { ids, reason } = c.req.valid("json");
    const { dropped } = await aside.drop(ids, reason);
    await audit.note(who, "drop", `${idsText(ids)}: ${reason}`);
    return c.json({ dropped }, 200);
  });
}

function letterAnswer({ raw, bytes, ...letter }: DeadLetter, masked: boolean): DeadLetters["letters"][number] {
  return {
    ...letter,
    bytes,
    text: masked || raw === null ? null : textOf(raw),
    cut: raw !== null && raw.length < bytes,
  };
}

function textOf(raw: Uint8Array): string {
  return new TextDecoder("utf-8").decode(raw);
}

function readRule(name: string): RejectReason {
  if (!RULES.includes(name)) throw new UserError("api_name_unknown", { name, known: RULES.join(", ") });
  return name as RejectReason;
}

function idsText(ids: readonly number[]): string {
  return ids.length > 20 ? `${ids.slice(0, 20).join(", ")} … (${ids.length})` : ids.join(", ");
}
