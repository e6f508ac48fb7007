import type { DeadLetterQuery, LateQuery } from "../../engines/duckdb/stream/read-aside.ts";
import { REJECTING_RULES, type RejectReason, WARNING_RULES } from "../../model/rules.ts";
import type { DeadLetterStatus, Retry } from "../../model/stream/aside.ts";
import { UserError } from "../../model/user-error.ts";

/* What comes over the control address is unknown until it was read here; each throws UserError "control_request". */

const REASONS: readonly RejectReason[] = [...REJECTING_RULES, ...WARNING_RULES];
const STATUSES: readonly DeadLetterStatus[] = ["open", "retried", "dropped"];
const MOST_IDS = 100_000;

export function readDeadLetterQuery(input: unknown): DeadLetterQuery {
  const given = objectOf(input);
  return {
    ...optional("status", given.status, (value) => oneOf(STATUSES, value, "status")),
    ...optional("reason", given.reason, (value) => oneOf(REASONS, value, "reason")),
    ...optional("ids", given.ids, idsOf),
    ...optional("after", given.after, (value) => whole(value, "after")),
    limit: whole(given.limit, "limit"),
  };
}

export function readLateQuery(input: unknown): LateQuery {
  const given = objectOf(input);
  if (typeof given.waiting !== "boolean") throw refused("waiting");
  return {
    waiting: given.waiting,
    ...optional("ids", given.ids, idsOf),
    ...optional("after", given.after, (value) => whole(value, "after")),
    limit: whole(given.limit, "limit"),
  };
}

export function readRunId(input: unknown): string {
  const { id } = objectOf(input);
  if (typeof id !== "string") throw refused("id");
  return id;
}

export function readRetries(input: unknown): Retry[] {
  const { retries } = objectOf(input);
  if (!Array.isArray(retries) || retries.length > MOST_IDS) throw refused("retries");
  return retries.map((retry) => {
    const { id, value } = objectOf(retry);
    if (value !== null && typeof value !== "string") throw refused("value");
    return { id: whole(id, "id"), value: value === null ? null : Buffer.from(value, "base64") };
  });
}

export function readDrop(input: unknown): { readonly ids: readonly number[]; readonly note: string } {
  const { ids, note } = objectOf(input);
  if (typeof note !== "string") throw refused("note");
  return { ids: idsOf(ids), note };
}

export function readIdsOrAll(input: unknown): readonly number[] | null {
  const { ids } = objectOf(input);
  return ids === null ? null : idsOf(ids);
}

function objectOf(input: unknown): Record<string, unknown> {
  if (typeof input !== "object" || input === null || Array.isArray(input)) throw refused("an object is needed");
  return input as Record<string, unknown>;
}

function optional<K extends string, T>(name: K, value: unknown, read: (value: unknown) => T): Partial<Record<K, T>> {
  return value === undefined ? {} : ({ [name]: read(value) } as Record<K, T>);
}

function oneOf<T extends string>(known: readonly T[], value: unknown, name: string): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw refused(name);
  return found;
}

function idsOf(value: unknown): number[] {
  if (!Array.isArray(value) || value.length > MOST_IDS) throw refused("ids");
  return value.map((id) => whole(id, "ids"));
}

function whole(value: unknown, name: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw refused(name);
  return value;
}

function refused(what: string): UserError {
  return new UserError("control_request", { what });
}
