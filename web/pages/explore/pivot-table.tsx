import type { Cell } from "../../format/format.ts";
import { useFormat } from "../../format/use-format.ts";
import { Icon } from "../../shell/icons.tsx";
import { useSaid } from "../../words/language.tsx";
import { useChange, useNames } from "./names.ts";
import styles from "./pivot.module.css";
import type { Pivot, PivotAsked, PivotRow } from "./pivot-data.ts";
import { type Explored, type Measure, valueText } from "./view.ts";
import { words } from "./words.ts";

interface PivotTableProps {
  readonly explored: Explored;
  readonly asked: PivotAsked;
  readonly pivot: Pivot;
}

export function PivotTable(props: PivotTableProps) {
  const { explored, asked, pivot } = props;
  const said = useSaid(words);
  const names = useNames();
  const format = useFormat();
  const { by, across, measures, order } = asked;
  const first = by[0];
  const sorted = order.replace(/^-/, "");
  const isDown = order.startsWith("-");
  const sortOf = (id: string) => (sorted === id ? (isDown ? "descending" : "ascending") : undefined);
  const sort = (id: string, isFigure: boolean) =>
    explored.setView({ sort: sorted === id ? `${isDown ? "" : "-"}${id}` : `${isFigure ? "-" : ""}${id}` });
  const arrow = (id: string) => <span aria-hidden="true">{sorted === id ? (isDown ? " ↓" : " ↑") : ""}</span>;
  const heads = measures.map((id) => (
    <th key={id} scope="col" aria-sort={sortOf(id)}>
      <button type="button" className={styles.sort} onClick={() => sort(id, true)}>
        {names.measure(id)}
        {arrow(id)}
      </button>
    </th>
  ));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section className={styles.pivotFrame} tabIndex={0} aria-label={said.pivot}>
      <table className={styles.pivot}>
        <thead>
          {across !== null && (
            <tr>
              <th scope="col">{names.dimension(across)}</th>
              {pivot.columns.map((key) => (
                <th key={valueText(key)} scope="colgroup" colSpan={measures.length}>
                  {format.cell(names.unit(across), key)}
                </th>
              ))}
              <th scope="colgroup" colSpan={measures.length}>
                {said.total}
              </th>
            </tr>
          )}
          <tr>
            <th scope="col" aria-sort={first === undefined ? undefined : sortOf(first)}>
              {first !== undefined && (
                <button type="button" className={styles.sort} onClick={() => sort(first, false)}>
                  {by.map(names.dimension).join(" › ")}
                  {arrow(first)}
                </button>
              )}
            </th>
            {across !== null &&
              pivot.columns.flatMap((key) =>
                measures.map((id) => (
                  <th key={`${valueText(key)} ${id}`} scope="col">
                    {names.measure(id)}
                  </th>
                )),
              )}
            {heads}
          </tr>
        </thead>
        <tbody>
          {pivot.rows.map((row) => (
            <Line key={row.key} row={row} {...props} />
          ))}
          <Line row={pivot.total} {...props} />
        </tbody>
      </table>
    </section>
  );
}

function Line({ row, explored, asked, pivot }: PivotTableProps & { readonly row: PivotRow }) {
  const said = useSaid(words);
  const names = useNames();
  const format = useFormat();
  const changeOf = useChange();
  const { across, measures } = asked;
  const { view, setView, openRows, toggle } = explored;
  const last = row.path.at(-1);
  const name = last === undefined ? said.total : format.cell(names.unit(last[0]), last[1]);
  const figure = (id: Measure, value: Cell, key?: Cell) => {
    if (value === null) return "";
    const shown = format.cell(names.measureUnit(id), value);
    const parts = across !== null && key !== undefined ? [...row.path, [across, key] as const] : row.path;
    const label = [name, ...(key === undefined || across === null ? [] : [format.cell(names.unit(across), key)])].join(
      ", ",
    );
    return (
      <button
        type="button"
        className={styles.figure}
        aria-label={`${said.rows_of({ figure: `${label}, ${names.measure(id)}` })}: ${shown}`}
        onClick={() => openRows(parts, id)}
      >
        {shown}
      </button>
    );
  };
  const open = () =>
    setView({
      open: row.isOpen
        ? view.open.filter((one) => one !== row.key && !one.startsWith(`${row.key}/`))
        : [...view.open, row.key],
    });
  return (
    <tr className={last === undefined ? styles.total : undefined}>
      <th scope="row">
        <span className={styles.pivotName} style={{ paddingLeft: indentOf(row, asked.by.length) }}>
          {row.canOpen && (
            <button
              type="button"
              aria-expanded={row.isOpen}
              aria-label={row.isOpen ? said.collapse({ value: name }) : said.expand({ value: name })}
              onClick={open}
            >
              <Icon name="right" size={16} />
            </button>
          )}
          {last === undefined ? (
            name
          ) : (
            <button type="button" title={said.only({ value: name })} onClick={() => toggle(last[0], last[1])}>
              {name}
            </button>
          )}
        </span>
      </th>
      {across !== null &&
        pivot.columns.flatMap((key) =>
          measures.map((id, place) => (
            <td key={`${valueText(key)} ${id}`}>{figure(id, row.cells.get(valueText(key))?.[place] ?? null, key)}</td>
          )),
        )}
      {measures.map((id, place) => {
        const before = row.before === undefined ? undefined : (row.before[place] ?? 0);
        const change = changeOf(names.measureUnit(id), row.total[place] ?? null, before);
        return (
          <td key={id}>
            {figure(id, row.total[place] ?? null)}
            {change !== null && (
              <span className={styles.pivotChange} title={format.cell(names.measureUnit(id), before ?? null)}>
                {change}
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** Names of one level stand below one another, whether or not an arrow is before them. */
function indentOf({ path, canOpen }: PivotRow, levels: number): number {
  const arrow = levels > 1 && path.length > 0 && !canOpen ? 28 : 0;
  return Math.max(0, path.length - 1) * 24 + arrow;
}
