import { useFormat } from "../format/use-format.ts";
import { useLive } from "../live/live.tsx";
import type { LiveState } from "../live/live-state.ts";
import { useAge } from "../live/use-age.ts";
import type { CommonWords } from "../words/en.ts";
import { useWords } from "../words/language.tsx";
import styles from "./freshness.module.css";

type Tone = "fresh" | "quiet" | "trouble";

/** Without a batch for so long, "as of" would sound newer than it is. */
const QUIET_SECONDS = 90;

/** How new the figures are, also when nothing moves any more. */
export function Freshness() {
  const words = useWords().freshness;
  const format = useFormat();
  const connection = useLive((live) => live.connection);
  const status = useLive((live) => live.status);
  const age = useAge(useLive((live) => live.lastBatch));
  const { tone, text } = sentence(words, { connection, status, age, said: format.duration(Math.max(1, age ?? 0)) });
  return (
    <p className={styles.freshness} data-tone={tone} data-testid="freshness">
      <span className={styles.mark} aria-hidden="true" />
      <span>{text}</span>
    </p>
  );
}

interface Situation extends Pick<LiveState, "connection" | "status"> {
  readonly age: number | null;
  readonly said: string;
}

function sentence(
  words: CommonWords["freshness"],
  { connection, status, age, said }: Situation,
): { tone: Tone; text: string } {
  if (connection === "offline") {
    return { tone: "trouble", text: age === null ? words.offline_new : words.offline({ age: said }) };
  }
  if (age === null)
    return { tone: "quiet", text: connection === "open" && status !== null ? words.nothing : words.connecting };
  if (status === "failed") return { tone: "trouble", text: words.failed({ age: said }) };
  if (status === "stopped") return { tone: "quiet", text: words.stopped({ age: said }) };
  if (status === "paused") return { tone: "quiet", text: words.paused({ age: said }) };
  if (age > QUIET_SECONDS) return { tone: "quiet", text: words.quiet({ age: said }) };
  return { tone: "fresh", text: age < 1 ? words.now : words.fresh({ age: said }) };
}
