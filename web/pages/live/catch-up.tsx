import { useShop } from "../../api/shop.ts";
import { useStream } from "../../api/stream.ts";
import { useFormat } from "../../format/use-format.ts";
import { useLive } from "../../live/live.tsx";
import { useSaid } from "../../words/language.tsx";
import styles from "./catch-up.module.css";
import { words } from "./words.ts";

/** So few are on their way at any time. */
const FEW = 1000;

/** Whether there is more to take in than what just arrived, so that the figures are not yet those of now. */
export function useIsBehind(): boolean {
  const isDemo = useShop().data?.source.demo === true;
  const stream = useStream().data;
  const batch = useLive((live) => live.batch);
  // A made-up shop has a past; before its first batch nobody knows how much of it is still to come.
  return (isDemo && batch === 0) || (stream?.lag.rows ?? 0) > FEW;
}

/** Says how much is still to come before the figures are those of now. */
export function CatchUp() {
  const said = useSaid(words);
  const format = useFormat();
  const isBehind = useIsBehind();
  const lag = useStream().data?.lag;
  if (!isBehind) return null;
  const rows = lag?.rows ?? null;
  const seconds = lag?.catch_up_seconds ?? null;
  return (
    <p className={styles.notice} role="status">
      {rows === null ? said.begins : said.behind_by({ rows: format.count(rows) })}{" "}
      {seconds !== null && said.ready_in({ time: format.duration(Math.max(1, seconds)) })}
    </p>
  );
}

/** The command that brings sales to an empty shop; none where they come by themselves. */
export function useFillCommand(): { readonly command?: string } {
  return useShop().data?.source.kind === "kafka" ? { command: "vitrina produce" } : {};
}
