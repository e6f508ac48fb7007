import { Fragment } from "react";
import { useStream } from "../../api/stream.ts";
import { useFormat } from "../../format/use-format.ts";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { StatusMark } from "../../parts/status-mark.tsx";
import { useSaid } from "../../words/language.tsx";
import styles from "./equation.module.css";
import { words } from "./words.ts";

export const PARTS = ["accepted", "rejected", "late", "duplicate"] as const;
export type Part = (typeof PARTS)[number];

interface EquationPanelProps {
  readonly part: Part;
  readonly onPart: (part: Part) => void;
}

/** read = accepted + rejected + late + duplicate: choosing a part shows its records below. */
export function EquationPanel({ part: chosen, onPart }: EquationPanelProps) {
  const said = useSaid(words);
  const format = useFormat();
  const query = useStream();
  const quality = query.data?.quality;
  const read = quality?.read ?? 0;
  const shareOf = (part: Part) => (read === 0 ? 0 : (quality?.[part] ?? 0) / read);
  return (
    <Panel
      title={said.equation}
      definition={<p>{said.equation_is}</p>}
      height={112}
      state={stateOf(query)}
      table={
        quality && {
          columns: [
            { id: "part", label: said.part, unit: "text" },
            { id: "records", label: said.records, unit: "count" },
            { id: "share", label: said.share, unit: "ratio" },
          ],
          rows: [
            [said.read, quality.read, read === 0 ? null : 1],
            ...PARTS.map((part) => [said.parts[part], quality[part], read === 0 ? null : shareOf(part)]),
          ],
        }
      }
    >
      {quality !== undefined && (
        <>
          <div className={styles.bar} aria-hidden="true">
            {PARTS.filter((part) => quality[part] > 0).map((part) => (
              <button
                key={part}
                type="button"
                tabIndex={-1}
                className={styles.piece}
                data-part={part}
                data-chosen={part === chosen || undefined}
                style={{ flexGrow: Math.max(shareOf(part), 0.00001) * 1000 }}
                title={`${said.parts[part]}: ${format.count(quality[part])}`}
                onClick={() => onPart(part)}
              />
            ))}
          </div>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a line in every browser. */}
          <div className={styles.equation} role="group" aria-label={said.bar_seen}>
            <p className={styles.read}>
              <span className={styles.number}>{format.count(quality.read)}</span>
              <span className={styles.name}>{said.read}</span>
            </p>
            {PARTS.map((part, place) => (
              <Fragment key={part}>
                <span className={styles.sign}>{place === 0 ? "=" : "+"}</span>
                <button
                  type="button"
                  className={styles.part}
                  data-part={part}
                  aria-pressed={part === chosen}
                  onClick={() => onPart(part)}
                >
                  <span className={styles.number}>{format.count(quality[part])}</span>
                  <span className={styles.name}>
                    <StatusMark status={part} label={said.parts[part]} />
                  </span>
                  {read > 0 && <span className={styles.share}>{shareText(format.ratio, shareOf(part))}</span>}
                </button>
              </Fragment>
            ))}
          </div>
        </>
      )}
    </Panel>
  );
}

/** What is there is never said to be nothing. */
function shareText(ratio: (value: number) => string, share: number): string {
  return share > 0 && share < 0.001 ? `< ${ratio(0.001)}` : ratio(share);
}
