import { NativeSelect } from "@mantine/core";
import { useCatalogue } from "../../api/analyses.ts";
import { useLanguage, useSaid, useWords } from "../../words/language.tsx";
import { AnalysisView } from "./analysis-view.tsx";
import styles from "./catalogue.module.css";
import type { Explored } from "./view.ts";
import { words } from "./words.ts";

/** The catalogue: every analysis with its definition, its chart and its table; what cannot be had says why. */
export function CatalogueView({ explored }: { readonly explored: Explored }) {
  const said = useSaid(words);
  const names = useWords().sale;
  const { language } = useLanguage();
  const analyses = useCatalogue().data?.analyses ?? [];
  const { view, setView } = explored;
  const chosen = analyses.find(({ id }) => id === view.analysis) ?? analyses[0];
  const lacks = (missing: readonly string[]) =>
    missing.map((column) => (column in names ? names[column as keyof typeof names] : column)).join(", ");
  return (
    <div className={styles.catalogue}>
      <nav className={styles.pick} aria-label={said.catalogue}>
        <NativeSelect
          className={styles.pickNarrow ?? ""}
          aria-label={said.catalogue}
          value={chosen?.id ?? ""}
          onChange={(event) => setView({ analysis: event.currentTarget.value })}
          data={analyses.map(({ id, title }) => ({ value: id, label: title[language] }))}
        />
        <ul className={styles.list}>
          {analyses.map(({ id, title, missing }) => (
            <li key={id}>
              <button type="button" aria-current={chosen?.id === id} onClick={() => setView({ analysis: id })}>
                {title[language]}
                {missing.length > 0 && <small>{said.short_needs({ columns: lacks(missing) })}</small>}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      {chosen !== undefined && (
        <AnalysisView key={chosen.id} explored={explored} analysis={chosen} lacks={lacks(chosen.missing)} />
      )}
    </div>
  );
}
