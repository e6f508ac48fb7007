import type { Retried } from "../../../src/server/api/dead-letters.ts";
import { useFormat } from "../../format/use-format.ts";
import { useLanguage, useSaid } from "../../words/language.tsx";
import { plural } from "../../words/plural.ts";
import styles from "./quality.module.css";
import { words } from "./words.ts";

/** What became of records that were judged again, in sentences. */
export function RetryOutcome({ retried }: { readonly retried: Retried }) {
  const said = useSaid(words).letter.outcome;
  const format = useFormat();
  const { language } = useLanguage();
  const of = (outcome: Retried["outcomes"][number]["outcome"]) =>
    retried.outcomes.filter((one) => one.outcome === outcome);
  const [accepted, duplicate, refused] = [of("accepted"), of("duplicate"), of("refused")];
  const why = [...new Set(refused.map(({ label, reason }) => label?.[language] ?? reason ?? ""))].join(", ");
  const n = (list: readonly unknown[]) => ({ n: format.count(list.length) });
  return (
    <div className={styles.outcome}>
      {accepted.length > 0 && <p>{plural(language, accepted.length, said.accepted, n(accepted))}</p>}
      {duplicate.length > 0 && <p>{plural(language, duplicate.length, said.duplicate, n(duplicate))}</p>}
      {refused.length > 0 && <p>{plural(language, refused.length, said.refused, { ...n(refused), why })}</p>}
      {retried.windows_changed > 0 && (
        <p>{plural(language, retried.windows_changed, said.windows, { n: format.count(retried.windows_changed) })}</p>
      )}
    </div>
  );
}
