import { Button } from "@mantine/core";
import { useMemo } from "react";
import { useFigures } from "../../api/analyses.ts";
import type { Cell } from "../../format/format.ts";
import { useFormat } from "../../format/use-format.ts";
import { MeasureDefinition } from "../../parts/measure-definition.tsx";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import type { TableData } from "../../parts/table-data.ts";
import { Icon } from "../../shell/icons.tsx";
import { useSaid } from "../../words/language.tsx";
import styles from "./board.module.css";
import { BoardPicture } from "./board-picture.tsx";
import { useChange, useNames } from "./names.ts";
import { type Dimension, type Explored, valueText, without } from "./view.ts";
import { words } from "./words.ts";

const FEW = 7;
const MANY = 50;

interface BoardProps {
  readonly explored: Explored;
  readonly dimension: Dimension;
}

/** The values of a dimension by the chosen measure; a click filters, the figure opens its rows. */
export function Board({ explored, dimension }: BoardProps) {
  const said = useSaid(words);
  const names = useNames();
  const format = useFormat();
  const changeOf = useChange();
  const { view, setView, filters, compare, toggle, openRows } = explored;
  const isMore = view.more.includes(dimension);
  const measure = view.measure;
  const unit = names.measureUnit(measure);
  const isOrdered = names.isOrdered(dimension);
  // A shop has few of these.
  const isShort = dimension === "payment_method" || dimension === "status";
  const asked = {
    ...(filters === null ? {} : without(filters, dimension)),
    dimensions: [dimension],
    measures: [measure],
    order: [isOrdered ? dimension : `-${measure}`],
    limit: isMore ? MANY : isOrdered ? 24 : FEW,
  };
  const query = useFigures({ ...asked, compare }, { enabled: filters !== null });
  const rows = useMemo(
    () => (query.data?.rows ?? []).slice(0, isOrdered && !isMore ? 24 : undefined),
    [query.data, isOrdered, isMore],
  );
  const before = useMemo(
    () => new Map(query.data?.previous?.rows.map(([key, value]) => [valueText(key ?? null), value ?? null])),
    [query.data],
  );
  const most = Math.max(0, ...rows.map((row) => Math.abs(Number(row[1] ?? 0))));
  // Nothing at all before says that the data begin later, not that everything is new.
  const hasBefore = (query.data?.previous?.rows.length ?? 0) > 0;
  const beforeOf = (key: Cell): Cell | undefined => (hasBefore ? (before.get(valueText(key)) ?? 0) : undefined);
  const chosen = view[dimension];
  const title = names.dimension(dimension);
  const table = useMemo(
    (): TableData => ({
      columns: [
        { id: dimension, label: title, unit: names.unit(dimension) },
        { id: measure, label: names.measure(measure), unit },
        ...(hasBefore ? [{ id: `${measure}_previous`, label: said.previous, unit }] : []),
      ],
      rows: rows.map(([key = null, value = null]) => [
        key,
        value,
        ...(hasBefore ? [before.get(valueText(key)) ?? null] : []),
      ]),
    }),
    [dimension, title, names, measure, unit, hasBefore, said, rows, before],
  );
  return (
    <Panel
      title={title}
      definition={
        <>
          <p>{said.board_is({ dimension: title.toLowerCase(), measure: names.measure(measure) })}</p>
          <MeasureDefinition id={measure} />
        </>
      }
      height={(isShort ? 4 : FEW) * 32}
      state={stateOf(query, (data) => data.rows.length === 0)}
      empty={{ text: said.nothing }}
      table={table}
      files={{
        path: "/api/query",
        params: asked,
        name: `${measure}_${dimension}`,
        ...(compare === null ? {} : { formats: ["parquet"] }),
      }}
    >
      <BoardPicture title={`${title} · ${names.measure(measure)}`} table={table} />
      <ol className={styles.board} data-long={isMore || undefined} data-ordered={dimension === "hour" || undefined}>
        {rows.map(([key = null, value = null]) => {
          const name = format.cell(names.unit(dimension), key);
          const shown = format.cell(unit, value);
          const isChosen = chosen.includes(valueText(key));
          return (
            <li
              key={valueText(key)}
              className={styles.boardRow}
              data-off={(chosen.length > 0 && !isChosen) || undefined}
            >
              <button
                type="button"
                className={styles.boardName}
                aria-pressed={isChosen}
                onClick={() => toggle(dimension, key)}
              >
                <span
                  className={styles.boardBar}
                  style={{ width: `${most === 0 ? 0 : (Math.abs(Number(value ?? 0)) / most) * 100}%` }}
                />
                <span className={styles.boardText}>
                  {isChosen && <Icon name="check" size={14} />}
                  <span>{name}</span>
                </span>
              </button>
              <button
                type="button"
                className={styles.boardValue}
                aria-label={`${said.rows_of({ figure: name })}: ${shown}`}
                onClick={() => openRows([[dimension, key]], measure)}
              >
                {shown}
              </button>
              {hasBefore && <span className={styles.boardChange}>{changeOf(unit, value, beforeOf(key)) ?? ""}</span>}
            </li>
          );
        })}
      </ol>
      {!isOrdered && (isMore || query.data?.more === true) && (
        <Button
          size="compact-sm"
          variant="subtle"
          className={styles.boardMore ?? ""}
          onClick={() =>
            setView({ more: isMore ? view.more.filter((one) => one !== dimension) : [...view.more, dimension] })
          }
        >
          {isMore ? said.fewer : said.more}
        </Button>
      )}
    </Panel>
  );
}
