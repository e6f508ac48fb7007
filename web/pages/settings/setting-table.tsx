import { useSaid } from "../../words/language.tsx";
import styles from "./settings.module.css";
import { words } from "./words.ts";

export interface SettingRow {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  /** Of the command line; empty where none sets it. */
  readonly option: string;
}

/** Settings as they are, each with the option that sets it. */
export function SettingTable({ caption, rows }: { readonly caption: string; readonly rows: readonly SettingRow[] }) {
  const said = useSaid(words);
  return (
    <table className={`${styles.table} ${styles.settings}`} aria-label={caption}>
      <thead>
        <tr>
          <th>{said.what}</th>
          <th>{said.value}</th>
          <th>{said.option}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, value, option }) => (
          <tr key={id} data-setting={id}>
            <td>{name}</td>
            <td>{value}</td>
            <td>{option !== "" && <code>{option}</code>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
