import { useFields } from "../../api/fields.ts";
import { useShop } from "../../api/shop.ts";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { useSaid, useWords } from "../../words/language.tsx";
import styles from "./settings.module.css";
import { words } from "./words.ts";

const CLASSES = ["recognised", "pending", "cancelled"] as const;

/** From which field each column comes, and what the words of the status mean. */
export function MappingPanel() {
  const said = useSaid(words);
  const names = useWords().sale;
  const query = useFields();
  const classes = useShop().data?.status_classes;
  const known = CLASSES.filter((one) => (classes?.[one].length ?? 0) > 0);
  return (
    <Panel
      title={said.mapping}
      definition={<p>{said.mapping_is}</p>}
      span={6}
      height={440}
      state={stateOf(query, (data) => data.columns === null)}
      empty={{ text: said.mapping_empty }}
    >
      <table className={styles.table} aria-label={said.mapping}>
        <thead>
          <tr>
            <th>{said.column}</th>
            <th>{said.field}</th>
            <th>{said.written}</th>
          </tr>
        </thead>
        <tbody>
          {query.data?.columns?.map(({ column, sources, written }) => (
            <tr key={column}>
              <td>{column in names ? names[column as keyof typeof names] : column}</td>
              <td>{sources.length === 0 ? said.computed : <code>{sources.join(" + ")}</code>}</td>
              <td>
                {written === null ? <span className={styles.soft}>{said.as_it_stands}</span> : <code>{written}</code>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {known.length > 0 && (
        <>
          <h3 className={styles.subtitle}>{said.statuses}</h3>
          <dl className={styles.classes}>
            {known.map((one) => (
              <div key={one}>
                <dt>{said.classes[one]}</dt>
                <dd>{classes?.[one].join(", ")}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <p className={styles.option}>
        {said.option}: <code>--mapping</code>
      </p>
    </Panel>
  );
}
