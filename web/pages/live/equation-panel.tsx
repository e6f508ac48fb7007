import { Link } from "../../address/link.tsx";
import { useStream } from "../../api/stream.ts";
import { useFormat } from "../../format/use-format.ts";
import { Panel, type PanelProps } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { StatusMark } from "../../parts/status-mark.tsx";
import { useSaid } from "../../words/language.tsx";
import styles from "./equation.module.css";
import { words } from "./words.ts";

const PARTS = ["accepted", "rejected", "late", "duplicate"] as const;

/** read = accepted + rejected + late + duplicate, since the stream began. */
export function EquationPanel(place: Pick<PanelProps, "span" | "wide">) {
  const said = useSaid(words);
  const format = useFormat();
  const query = useStream();
  const quality = query.data?.quality;
  return (
    <Panel
      {...place}
      title={said.equation}
      definition={<p>{said.equation_is}</p>}
      height={32}
      state={stateOf(query)}
      table={
        quality && {
          columns: (["read", ...PARTS] as const).map((id) => ({
            id,
            label: id === "read" ? said.read : said.parts[id],
            unit: "count",
          })),
          rows: [[quality.read, ...PARTS.map((id) => quality[id])]],
        }
      }
    >
      {quality !== undefined && (
        <Link to="/quality" className={styles.equation ?? ""}>
          <span className={styles.part}>
            <span className={styles.number}>{format.count(quality.read)}</span>
            <span>{said.read}</span>
          </span>
          {PARTS.map((part, place) => (
            <span key={part} className={styles.part}>
              <span className={styles.sign}>{place === 0 ? "=" : "+"}</span>
              <span className={styles.number}>{format.count(quality[part])}</span>
              <StatusMark status={part} label={said.parts[part]} />
            </span>
          ))}
        </Link>
      )}
    </Panel>
  );
}
