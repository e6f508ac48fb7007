import type { Mapping } from "../mapping.ts";
import { SALE_COLUMN_NAMES } from "../sale.ts";
import type { SourceShape } from "../source-shape.ts";
import { type Choices, chooseColumns } from "./choose.ts";
import { explainColumns } from "./explain-columns.ts";
import { leaveOut } from "./leave-out.ts";
import type { Part } from "./part.ts";
import { type ColumnProfile, profileColumns } from "./profile.ts";
import { proposeCurrency } from "./propose-currency.ts";
import { proposeNumbers } from "./propose-numbers.ts";
import { proposeStatus } from "./propose-status.ts";
import { proposeTime } from "./propose-time.ts";
import type { Gap, Reason } from "./reasons.ts";
import { settleTransactionId } from "./transaction-id.ts";

export interface Proposal {
  readonly mapping: Mapping;
  /** In the order of the mapping's lines; a line may have several. */
  readonly reasons: readonly Reason[];
  readonly unsure: readonly Reason[];
  /** Why the file was not understood as it is. */
  readonly gaps: readonly Gap[];
}

/**
 * A mapping for a file nobody has explained, from its columns' names and values, with a reason for each line and what
 * stays unsure. What `given` (a mapping that leaves something open) says is kept, and only the rest is proposed.
 */
export function proposeMapping(shape: SourceShape, given: Mapping = {}, gaps: readonly Gap[] = []): Proposal {
  const profiles = profileColumns(shape, given.csv ?? {});
  const chosen = { ...wanted(chooseColumns(profiles, namesOf(given)), given), ...settled(profiles, given) };
  const id = settleTransactionId(profiles, given.columns?.transaction_id === undefined ? chosen : {});
  const { choices, unsure } = leaveOut(chosen, id);
  const parts: Part[] = [
    explainColumns(profiles, choices, id, given),
    proposeTime(profiles, choices, given),
    proposeStatus(choices, given),
    proposeCurrency(profiles, choices, given),
    proposeNumbers(choices, given, shape.format.kind),
  ];
  return {
    mapping: merge(parts.map((part) => part.mapping).concat(given)),
    reasons: parts.flatMap((part) => part.reasons),
    unsure: [...parts.flatMap((part) => part.unsure), ...unsure].sort((a, b) => urgency(a) - urgency(b)),
    gaps,
  };
}

/** What must be answered before anything else comes first. */
function urgency({ code }: Reason): number {
  const order: readonly Reason["code"][] = ["no_timestamp", "other_months", "no_total", "date_order"];
  return order.includes(code) ? order.indexOf(code) : order.length;
}

function namesOf({ columns = {} }: Mapping): ReadonlySet<string> {
  return new Set(Object.values(columns).flat());
}

/** A mapping that lists its columns wants no more of them than a sale cannot do without. */
function wanted(choices: Choices, { columns }: Mapping): Choices {
  if (columns === undefined) {
    return choices;
  }
  const total = columns.total === undefined && (columns.quantity === undefined || columns.unit_price === undefined);
  const { timestamp, quantity, unit_price, total: found } = choices;
  return {
    ...(columns.timestamp === undefined && timestamp !== undefined ? { timestamp } : {}),
    ...(total && found !== undefined ? { total: found } : {}),
    ...(total && found === undefined && quantity !== undefined ? { quantity } : {}),
    ...(total && found === undefined && unit_price !== undefined ? { unit_price } : {}),
  };
}

function settled(profiles: readonly ColumnProfile[], { columns = {} }: Mapping): Choices {
  const choices: Choices = {};
  for (const column of SALE_COLUMN_NAMES) {
    const [name] = [columns[column] ?? []].flat();
    const profile = profiles.find(({ source }) => source.name === name);
    if (profile !== undefined) {
      choices[column] = { profile, how: "given", others: [] };
    }
  }
  return choices;
}

/** Later mappings win, key by key; `columns`, `status` and `csv` are put together. */
function merge(mappings: readonly Mapping[]): Mapping {
  let merged: Mapping = {};
  for (const mapping of mappings) {
    const { columns, status, csv } = mapping;
    merged = {
      ...merged,
      ...mapping,
      ...(columns === undefined ? {} : { columns: { ...merged.columns, ...columns } }),
      ...(status === undefined ? {} : { status: { ...merged.status, ...status } }),
      ...(csv === undefined ? {} : { csv: { ...merged.csv, ...csv } }),
    };
  }
  return merged;
}
