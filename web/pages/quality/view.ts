import type { QualityView, SetQualityView } from "./index.tsx";

export const STATUSES = ["open", "retried", "dropped", "all"] as const;
export const PERIODS = ["hour", "day", "week", "month"] as const;

/** What part of the page is looked at, as the address says it. */
export interface ViewProps {
  readonly view: QualityView;
  readonly setView: SetQualityView;
}
