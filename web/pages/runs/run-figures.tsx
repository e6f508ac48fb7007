import type { RunDetail } from "../../../src/server/api/runs.ts";
import { useCatalogue } from "../../api/analyses.ts";
import type { Unit } from "../../format/format.ts";
import { useFormat } from "../../format/use-format.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Panel } from "../../parts/panel.tsx";
import { useLanguage, useSaid } from "../../words/language.tsx";
import styles from "./runs.module.css";
import { words } from "./words.ts";

const PARTS = ["accepted", "rejected", "late", "duplicate"] as const;

/** The measures over its sales, and how its records were judged. */
export function RunFigures({ run }: { readonly run: RunDetail }) {
  const said = useSaid(words);
  const figureText = useFigureText();
  const { figures, quality } = run;
  return (
    <>
      <Panel title={said.figures} definition={<p>{said.figures_is}</p>}>
        {figures === null || Object.keys(figures).length === 0 ? (
          <p className={styles.soft}>
            {run.kind === "stream" || run.kind === "serve" ? said.no_figures.stream : said.no_figures.batch}
          </p>
        ) : (
          <dl className={styles.facts}>
            {Object.entries(figures).map(([id, value]) => {
              const { name, text } = figureText(id, value);
              return (
                <div key={id}>
                  <dt>{name}</dt>
                  <dd>{text}</dd>
                </div>
              );
            })}
          </dl>
        )}
      </Panel>
      <Panel title={said.quality} span={6}>
        {quality === null ? (
          <p className={styles.soft}>{said.no_quality}</p>
        ) : (
          <DataTable
            caption={said.quality}
            isSortable={false}
            columns={[
              { id: "part", label: said.part, unit: "text" },
              { id: "rows", label: said.rows, unit: "count" },
            ]}
            rows={[[said.read, quality.read], ...PARTS.map((part) => [said.judged[part], quality[part]])]}
          />
        )}
      </Panel>
    </>
  );
}

/** A figure by its measure's name and unit; others by their id, as they stand. */
export function useFigureText() {
  const { language } = useLanguage();
  const format = useFormat();
  const measures = useCatalogue().data?.measures;
  return (id: string, value: string | number | null) => {
    const measure = measures?.find((one) => one.id === id);
    return {
      name: measure?.label[language] ?? id,
      text: measure === undefined ? (value === null ? "–" : String(value)) : format.cell(measure.unit as Unit, value),
    };
  };
}
