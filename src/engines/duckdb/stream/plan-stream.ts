import type { Mapping } from "../../../model/mapping.ts";
import type { SalePlan } from "../../../model/plan.ts";
import { knownLabels, statusLabels } from "../../../model/resolve-labels.ts";
import { resolvePlan } from "../../../model/resolve-plan.ts";
import { DEFAULT_CATEGORIES, DEFAULT_PAYMENT_METHODS, DEFAULT_STATUS, SALE_COLUMN_NAMES } from "../../../model/sale.ts";
import type { SourceShape } from "../../../model/source-shape.ts";
import type { StreamDefinition } from "../../../model/stream/stream-definition.ts";

const DEFAULT_LABELS = {
  category: DEFAULT_CATEGORIES,
  payment_method: DEFAULT_PAYMENT_METHODS,
  status: Object.values(DEFAULT_STATUS).flat(),
} as const;

/**
 * How the records of a stream become sales, settled over its first records. Unlike a file, a stream shows little of itself
 * at first: columns that the mapping names, or all of the contract's where these are the contract's names, count as its
 * own even if no record has shown them yet, and labels are taken for a closed list only where they are the default ones.
 */
export function planStream(sampled: SourceShape, definition: StreamDefinition): SalePlan {
  const { mapping, timeZone, currency } = definition;
  const shape = withColumns(sampled, expectedColumns(sampled, mapping));
  const resolved = resolvePlan(shape, mapping, { timeZone, currency });
  if (resolved.kind === "plan") return careful(resolved.plan, shape);
  // Nothing here looks like a sale yet: what follows is judged by the contract's names, and this is rejected by them.
  const plain = withColumns({ ...sampled, columns: [], sample: [] }, SALE_COLUMN_NAMES);
  const contract = resolvePlan(plain, {}, { timeZone, currency });
  if (contract.kind === "plan") return careful(contract.plan, plain);
  throw new Error("the contract's own columns make no plan");
}

/** Labels as rows show them, by column. */
export type ShownLabels = Readonly<Record<"category" | "payment_method" | "status", readonly (string | null)[]>>;

/** The same plan, with what another definition says of labels, as if it had been settled over rows with these. */
export function relabelPlan(plan: SalePlan, labels: ShownLabels, { mapping }: StreamDefinition): SalePlan {
  return {
    ...plan,
    status: statusLabels(labels.status, mapping).status,
    known: {
      category: knownLabels("category", labels.category, mapping),
      payment_method: knownLabels("payment_method", labels.payment_method, mapping),
    },
  };
}

function expectedColumns({ columns }: SourceShape, mapping: Mapping): readonly string[] {
  const mapped = Object.values(mapping.columns ?? {}).flat();
  if (mapped.length > 0) return mapped;
  const names = new Set(columns.map(({ name }) => name));
  return names.has("timestamp") && names.has("total") ? SALE_COLUMN_NAMES : [];
}

function withColumns(shape: SourceShape, names: readonly string[]): SourceShape {
  const known = new Set(shape.columns.map(({ name }) => name));
  const added = [...new Set(names)].filter((name) => !known.has(name));
  return {
    ...shape,
    columns: [...shape.columns, ...added.map((name) => ({ name, type: "text" as const }))],
    sample: shape.sample.map((row) => [...row, ...added.map(() => null)]),
  };
}

function careful(plan: SalePlan, { columns, sample }: SourceShape): SalePlan {
  const labels = (["category", "payment_method", "status"] as const).flatMap((name) => {
    const label = plan.columns[name];
    if (label === undefined) return [];
    const known: readonly string[] = DEFAULT_LABELS[name];
    const index = columns.findIndex((column) => column.name === label.source.name);
    const seen = sample.map((row) => row[index] ?? null).filter((value) => value !== null);
    const isDefault = seen.length > 0 && seen.every((value) => known.includes(value));
    return [[name, { ...label, values: isDefault ? known : null }] as const];
  });
  return { ...plan, columns: { ...plan.columns, ...Object.fromEntries(labels) } };
}
