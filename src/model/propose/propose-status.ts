import { distinctLabels } from "../detect/ids-and-labels.ts";
import { classifyStatus } from "../detect/status-words.ts";
import type { Mapping } from "../mapping.ts";
import type { StatusClass } from "../sale.ts";
import type { Choices } from "./choose.ts";
import type { Part } from "./part.ts";
import type { Reason } from "./reasons.ts";

/** More labels than this are free text, and not worth a line each. */
const MOST_LABELS = 30;

/** What the labels of the status column mean for money. */
export function proposeStatus({ status }: Choices, given: Mapping): Part {
  if (status === undefined || given.status !== undefined) {
    return { mapping: {}, reasons: [], unsure: [] };
  }
  const { labels, unknown } = classifyStatus(distinctLabels(status.profile.values));
  const classes = (["recognised", "pending", "cancelled"] as const).filter((name) => labels[name].length > 0);
  const proposed: Partial<Record<StatusClass, readonly string[]>> = {};
  for (const name of classes) {
    proposed[name] = labels[name];
  }
  const unsure: Reason[] =
    unknown.length === 0
      ? []
      : [{ path: "status", code: "status_unknown", params: { labels: unknown.slice(0, MOST_LABELS) } }];
  return {
    mapping: classes.length === 0 ? {} : { status: proposed },
    reasons: classes.map((name) => ({ path: `status.${name}`, code: "status_words", params: {} })),
    unsure,
  };
}
