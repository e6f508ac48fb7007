import type { Mapping } from "../mapping.ts";
import { SALE_COLUMN_NAMES, type SaleColumn } from "../sale.ts";
import type { Choice, Choices } from "./choose.ts";
import { nameScore } from "./name-score.ts";
import type { Part } from "./part.ts";
import { type ColumnProfile, part } from "./profile.ts";
import type { Reason } from "./reasons.ts";
import type { IdVerdict } from "./transaction-id.ts";

/** The `columns` of a proposal, why each is there, and what to look at twice. */
export function explainColumns(
  profiles: readonly ColumnProfile[],
  choices: Choices,
  id: IdVerdict,
  given: Mapping,
): Part {
  const columns: Partial<Record<SaleColumn, string | readonly string[]>> = {};
  const reasons: Reason[] = [];
  const unsure: Reason[] = [];
  for (const column of SALE_COLUMN_NAMES) {
    const choice = choices[column];
    if (choice === undefined) {
      continue;
    }
    const path = `columns.${column}`;
    if (choice.how === "given") {
      columns[column] = given.columns?.[column] ?? choice.profile.source.name;
      reasons.push({ path, code: "given", params: {} });
      continue;
    }
    if (column === "transaction_id") {
      const verdict = explainId(id);
      reasons.push(...verdict.reasons);
      unsure.push(...verdict.unsure);
      if (verdict.mapped !== undefined) {
        columns.transaction_id = verdict.mapped;
        unsure.push(...doubts(column, choice));
      }
      continue;
    }
    const { profile } = choice;
    columns[column] = profile.source.name;
    reasons.push(...why(column, choice));
    unsure.push(...doubts(column, choice));
  }
  unsure.push(...missing(choices, profiles));
  return { mapping: Object.keys(columns).length === 0 ? {} : { columns }, reasons, unsure };
}

function why(column: SaleColumn, { profile, how, share, others }: Choice): Reason[] {
  const path = `columns.${column}`;
  const example = profile.example ?? "";
  const reasons: Reason[] = how === "named" ? [{ path, code: "named", params: {} }] : [];
  if (how === "price_as_total") {
    reasons.push({ path, code: "price_as_total", params: {} });
  }
  if (how === "adds_up") {
    reasons.push({ path, code: "adds_up", params: { share: share ?? 1 } });
  }
  if (column === "timestamp" && profile.filled > 0) {
    const only = how === "content" && others.length === 0;
    reasons.push({ path, code: only ? "only_times" : "times", params: { example } });
  } else if ((column === "total" || column === "unit_price") && how !== "adds_up" && profile.filled > 0) {
    reasons.push({ path, code: "amounts", params: { example } });
  } else if (isRepeating(column) && profile.filled > 0) {
    reasons.push({ path, code: "repeats", params: { values: profile.distinct, rows: profile.filled } });
  }
  return reasons;
}

function isRepeating(column: SaleColumn): boolean {
  return column !== "quantity" && column !== "timestamp" && column !== "total" && column !== "unit_price";
}

function doubts(column: SaleColumn, { profile, how, others }: Choice): Reason[] {
  const path = `columns.${column}`;
  const name = profile.source.name;
  const unsure: Reason[] = [];
  if (others.length > 0) {
    unsure.push({ path, code: "several", params: { chosen: name, others: others.map(({ source }) => source.name) } });
  } else if (how === "content") {
    unsure.push({ path, code: "by_content", params: { column: name } });
  }
  if (["transaction_id", "customer_id", "timestamp", "total"].includes(column) && profile.blank > 0.001) {
    unsure.push({ path, code: "blank", params: { column: name, share: profile.blank } });
  }
  const numeric = column === "total" || column === "unit_price" || column === "quantity";
  if (numeric && profile.numeric < 0.999 && profile.filled > 0) {
    unsure.push({ path, code: "not_numbers", params: { column: name, share: 1 - profile.numeric } });
  }
  const read = profile.numbers.filter((number) => number !== null);
  const losses = part(read.filter((number) => number <= 0).length, read.length);
  if (column === "total" && losses > 0) {
    unsure.push({ path, code: "non_positive", params: { share: losses } });
  }
  return unsure;
}

function explainId(id: IdVerdict): { mapped?: string | readonly string[]; reasons: Reason[]; unsure: Reason[] } {
  const path = "columns.transaction_id";
  switch (id.kind) {
    case "none":
      return { reasons: [], unsure: [] };
    case "alone": {
      const { profile, how } = id.choice;
      const reasons: Reason[] = how === "named" ? [{ path, code: "named", params: {} }] : [];
      if (id.unique && profile.filled > 1) {
        reasons.push({ path, code: "unique", params: { rows: profile.filled } });
      }
      return { mapped: profile.source.name, reasons, unsure: [] };
    }
    case "of_order": {
      const column = id.choice.profile.source.name;
      const reasons: Reason[] = [{ path, code: "named", params: {} }];
      return { mapped: column, reasons, unsure: [{ path, code: "id_of_order", params: { column } }] };
    }
    case "pair": {
      const { profile } = id.choice;
      const params = { column: profile.source.name, rows: profile.filled };
      const reasons: Reason[] = [{ path, code: "unique_together", params }];
      return { mapped: [profile.source.name, id.partner.source.name], reasons, unsure: [] };
    }
    case "left_out":
      return {
        reasons: [],
        unsure: [{ path, code: "id_left_out", params: { column: id.choice.profile.source.name } }],
      };
  }
}

/** What a sale cannot do without and the file does not show. */
function missing(choices: Choices, profiles: readonly ColumnProfile[]): Reason[] {
  const unsure: Reason[] = [];
  const { timestamp, total, quantity, unit_price: price, status } = choices;
  if (timestamp === undefined) {
    const foreign = profiles.find(({ time }) => time.kind === "none" && time.foreignMonths);
    unsure.push(
      foreign === undefined
        ? { path: "columns.timestamp", code: "no_timestamp", params: {} }
        : {
            path: "columns.timestamp",
            code: "other_months",
            params: { column: foreign.source.name, example: foreign.example ?? "" },
          },
    );
  }
  if (total === undefined && (quantity === undefined || price === undefined)) {
    unsure.push({ path: "columns.total", code: "no_total", params: {} });
  } else if (total === undefined && quantity !== undefined && price !== undefined) {
    const params = { quantity: quantity.profile.source.name, price: price.profile.source.name };
    unsure.push({ path: "columns.total", code: "computed", params });
  }
  const chosen = new Set(Object.values(choices).map(({ profile }) => profile));
  const perhaps = profiles.find((profile) => !chosen.has(profile) && nameScore("status", profile.words) >= 0.9);
  if (status === undefined && perhaps !== undefined && perhaps.distinct <= 20) {
    unsure.push({ path: "columns.status", code: "status_none", params: { column: perhaps.source.name } });
  }
  return unsure;
}
