import { distinctLabels } from "./detect/ids-and-labels.ts";
import { classifyStatus } from "./detect/status-words.ts";
import type { Mapping } from "./mapping.ts";
import type { Note } from "./propose/reasons.ts";
import { DEFAULT_CATEGORIES, DEFAULT_PAYMENT_METHODS, DEFAULT_STATUS, type StatusLabels } from "./sale.ts";

/** What the labels of a status column mean: what the mapping says, else the usual labels, else common words. */
export function statusLabels(
  values: readonly (string | null)[],
  { status, columns }: Mapping,
): { readonly status: StatusLabels; readonly notes: readonly Note[] } {
  if (status !== undefined) {
    const { recognised = [], pending = [], cancelled = [] } = status;
    return { status: { recognised, pending, cancelled }, notes: [] };
  }
  const seen = distinctLabels(values);
  const usual = Object.values(DEFAULT_STATUS).flat();
  const hasUsual = seen.some((label) => usual.includes(label));
  if (seen.length === 0 || (hasUsual && columns?.status === undefined)) {
    return { status: DEFAULT_STATUS, notes: [] };
  }
  const { labels, unknown } = classifyStatus(seen);
  const note: Note = { code: "status_read", params: { ...labels, unknown: unknown.slice(0, 20) } };
  return { status: hasUsual ? together(labels, DEFAULT_STATUS) : labels, notes: [note] };
}

function together(a: StatusLabels, b: StatusLabels): StatusLabels {
  const both = (name: keyof StatusLabels) => [...new Set([...a[name], ...b[name]])];
  return { recognised: both("recognised"), pending: both("pending"), cancelled: both("cancelled") };
}

const LISTS = {
  category: { usual: DEFAULT_CATEGORIES, key: "categories" },
  payment_method: { usual: DEFAULT_PAYMENT_METHODS, key: "payment_methods" },
} as const;
/** A brand is written alike everywhere: it does not tell a shop with the usual labels from another. */
const BRANDS: readonly string[] = ["PayPal"];

/** The labels that raise no warning; null, where nobody says which they are, accepts all. */
export function knownLabels(
  column: keyof typeof LISTS,
  values: readonly (string | null)[],
  mapping: Mapping,
): readonly string[] | null {
  const { usual, key } = LISTS[column];
  if (mapping[key] !== undefined) {
    return mapping[key];
  }
  const seen = distinctLabels(values);
  const telling = seen.some((label) => usual.includes(label) && !BRANDS.includes(label));
  const all = seen.length > 0 && seen.every((label) => usual.includes(label));
  return mapping.columns?.[column] === undefined && (telling || all) ? usual : null;
}
