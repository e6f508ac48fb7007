import type { Preview } from "../../../src/server/api/files.ts";
import type { Mapping } from "../../api/files.ts";

export const SALE_COLUMNS = [
  "timestamp",
  "total",
  "quantity",
  "unit_price",
  "transaction_id",
  "customer_id",
  "product_id",
  "category",
  "payment_method",
  "status",
] as const;
export type SaleColumn = (typeof SALE_COLUMNS)[number];

export const STATUS_CLASSES = ["recognised", "pending", "cancelled"] as const;
export type StatusClass = (typeof STATUS_CLASSES)[number];

/** Several columns of the file may make one id together. */
const IDS: readonly SaleColumn[] = ["transaction_id", "customer_id", "product_id"];

type Group = Readonly<Record<string, unknown>>;

function columnsOf(mapping: Mapping): Readonly<Partial<Record<SaleColumn, readonly string[]>>> {
  return Object.fromEntries(Object.entries(groupOf(mapping, "columns")).map(([name, value]) => [name, textsOf(value)]));
}

/** What a column of the file is; null where it is not used. */
export function roleOf(mapping: Mapping, column: string): SaleColumn | null {
  const columns = columnsOf(mapping);
  return SALE_COLUMNS.find((name) => columns[name]?.includes(column) === true) ?? null;
}

/** Another role for a column of the file. What followed from the column before is left to be proposed anew. */
export function withRole(mapping: Mapping, column: string, role: SaleColumn | null): Mapping {
  const before = columnsOf(mapping);
  const columns: Record<string, string | string[]> = {};
  for (const name of SALE_COLUMNS) {
    const kept = (before[name] ?? []).filter((one) => one !== column && (role !== name || IDS.includes(name)));
    const next = role === name ? [...kept, column] : kept;
    const [first] = next;
    if (first !== undefined) columns[name] = next.length === 1 ? first : next;
  }
  const changed = [roleOf(mapping, column), role];
  const { timestamp_format, status, ...rest } = mapping;
  return {
    ...rest,
    columns,
    ...(timestamp_format === undefined || changed.includes("timestamp") ? {} : { timestamp_format }),
    ...(status === undefined || changed.includes("status") ? {} : { status }),
  };
}

/** A value at the top of the mapping; an empty one is left out. */
export function withValue(mapping: Mapping, key: string, value: string | readonly string[]): Mapping {
  const { [key]: _, ...rest } = mapping;
  const isEmpty = value.length === 0;
  const only = typeof value !== "string" && value.length === 1 ? value[0] : value;
  return isEmpty ? rest : { ...rest, [key]: only };
}

export function textsOf(value: unknown): readonly string[] {
  return [value ?? []].flat().map(String);
}

/** Null where nothing is said of it, as of thousands that are not marked. */
export function csvValue(mapping: Mapping, key: string): string | null {
  const value = groupOf(mapping, "csv")[key];
  return value === undefined ? null : String(value);
}

export function withCsv(mapping: Mapping, key: string, value: string | null): Mapping {
  const { [key]: _, ...rest } = groupOf(mapping, "csv");
  return { ...mapping, csv: value === null ? rest : { ...rest, [key]: value } };
}

export function classOf(mapping: Mapping, label: string): StatusClass | null {
  const status = groupOf(mapping, "status");
  return STATUS_CLASSES.find((name) => textsOf(status[name]).includes(label)) ?? null;
}

export function withClass(mapping: Mapping, label: string, chosen: StatusClass | null): Mapping {
  const before = groupOf(mapping, "status");
  const status = Object.fromEntries(
    STATUS_CLASSES.map((name) => {
      const kept = textsOf(before[name]).filter((one) => one !== label);
      return [name, name === chosen ? [...kept, label] : kept] as const;
    }).filter(([, labels]) => labels.length > 0),
  );
  return { ...mapping, status };
}

/** A line that stands as it was proposed keeps the reasons it was proposed for; "as given" would say nothing. */
export function reasonsOf(preview: Preview, proposed: Preview | null): Preview["reasons"] {
  if (proposed === null) return preview.reasons;
  const isSame = (path: string) =>
    JSON.stringify(valueAt(preview.mapping, path)) === JSON.stringify(valueAt(proposed.mapping, path));
  return [
    ...proposed.reasons.filter(({ path }) => isSame(path)),
    ...preview.reasons.filter(({ path }) => !isSame(path)),
  ];
}

function valueAt(mapping: Mapping, path: string): unknown {
  const [group = "", name] = path.split(".");
  return name === undefined ? mapping[group] : groupOf(mapping, group)[name];
}

function groupOf(mapping: Mapping, key: string): Group {
  const value = mapping[key];
  return typeof value === "object" && value !== null ? (value as Group) : {};
}
