import type { CommonWords } from "../words/en.ts";
import { useWords } from "../words/language.tsx";
import styles from "./status-mark.module.css";

export type Status = keyof CommonWords["status"];

const SHAPES: Readonly<Record<Status, "full" | "ring" | "half" | "cross" | "square" | "bar">> = {
  final: "full",
  provisional: "ring",
  recognised: "full",
  pending: "half",
  cancelled: "cross",
  unknown: "ring",
  running: "full",
  starting: "ring",
  paused: "bar",
  stopped: "square",
  done: "full",
  failed: "cross",
  open: "ring",
  retried: "full",
  dropped: "cross",
  accepted: "full",
  rejected: "cross",
  late: "half",
  duplicate: "square",
  idle: "ring",
};

const PATHS = {
  full: <circle cx="6" cy="6" r="4" fill="currentColor" />,
  ring: <circle cx="6" cy="6" r="3.5" fill="none" stroke="currentColor" />,
  half: (
    <>
      <circle cx="6" cy="6" r="3.5" fill="none" stroke="currentColor" />
      <path d="M6 2.5a3.5 3.5 0 0 0 0 7z" fill="currentColor" />
    </>
  ),
  cross: <path d="M3 3l6 6M9 3l-6 6" stroke="currentColor" strokeWidth="1.6" />,
  square: <rect x="3" y="3" width="6" height="6" fill="currentColor" />,
  bar: <path d="M4 3v6M8 3v6" stroke="currentColor" strokeWidth="1.8" />,
};

/** A status by shape and word. `label`: another word than the usual, such as the shop's own. */
export function StatusMark({ status, label }: { readonly status: Status; readonly label?: string }) {
  const words = useWords().status;
  return (
    <span className={styles.mark} data-shape={SHAPES[status]}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {PATHS[SHAPES[status]]}
      </svg>
      {label ?? words[status]}
    </span>
  );
}
