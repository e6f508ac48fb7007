import { Skeleton } from "@mantine/core";
import { type ReactNode, useCallback, useId, useState } from "react";
import { useFormat } from "../format/use-format.ts";
import { useAge } from "../live/use-age.ts";
import { useWords } from "../words/language.tsx";
import { DataTable } from "./data-table.tsx";
import { Command, Trouble } from "./notice.tsx";
import styles from "./panel.module.css";
import { type PanelState, READY } from "./panel-state.ts";
import { type FilesLink, PanelTools } from "./panel-tools.tsx";
import { type OfferPicture, PictureContext } from "./picture.ts";
import type { TableData } from "./table-data.ts";

/** Columns of twelve on a desk; a phone gives each panel the whole width. */
export type Span = 3 | 4 | 5 | 6 | 7 | 8 | 9 | 12;

export interface PanelProps {
  readonly title: string;
  /** In the title, behind a comma: "EUR", "per minute". */
  readonly unit?: string | undefined;
  /** What it is and how it is computed, behind the (i). */
  readonly definition?: ReactNode;
  readonly span?: Span;
  /** Columns on a wall screen, where more fits side by side; the same as `span` by default. */
  readonly wide?: Span;
  /** Pixels of the content: its skeleton has them too, so that nothing moves when the figures come. */
  readonly height?: number;
  readonly state?: PanelState;
  /** What would fill it, and the command that does. */
  readonly empty?: { readonly text: string; readonly command?: string };
  /** The figures behind the chart; exported as CSV and JSON where `files` does not say better. */
  readonly table?: TableData | undefined;
  /** The same figures as files of the API. */
  readonly files?: FilesLink | undefined;
  /** Controls beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Panel(props: PanelProps) {
  const {
    title,
    unit,
    definition,
    span = 12,
    wide = span,
    height,
    state = READY,
    table,
    files,
    actions,
    children,
  } = props;
  const heading = useId();
  const format = useFormat();
  const words = useWords().panel;
  const [isTable, setTable] = useState(false);
  const [picture, setPicture] = useState<(() => string) | null>(null);
  const offer = useCallback<OfferPicture>((fresh) => {
    setPicture(() => fresh);
    return () => setPicture((known) => (known === fresh ? null : known));
  }, []);
  const since = state.kind === "ready" ? state.since : null;
  const age = useAge(since);
  const isReady = state.kind === "ready";
  return (
    <section
      className={styles.panel}
      data-span={span}
      data-wide={wide}
      aria-labelledby={heading}
      aria-busy={state.kind === "loading"}
    >
      <header className={styles.head}>
        <div className={styles.name}>
          <h2 id={heading} className={styles.title}>
            {title}
            {unit !== undefined && unit !== "" && <span className={styles.unit}>, {unit}</span>}
          </h2>
          <PanelTools
            title={title}
            definition={definition}
            isTable={isTable}
            onTable={isReady && table !== undefined ? setTable : undefined}
            table={isReady ? table : undefined}
            files={isReady ? files : undefined}
            picture={isReady && !isTable ? picture : null}
          />
        </div>
        {age !== null && (
          <p className={styles.age} role="status">
            {words.stale({ age: format.duration(age) })}
          </p>
        )}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={styles.body} style={{ minHeight: height }} data-stale={since !== null || undefined}>
        {isReady && isTable && table !== undefined ? (
          <DataTable {...table} caption={title} height={Math.max(height ?? 0, 240)} />
        ) : (
          <PictureContext value={offer}>
            <Content {...props} state={state}>
              {children}
            </Content>
          </PictureContext>
        )}
      </div>
    </section>
  );
}

function Content({ state, height = 120, empty, children }: PanelProps & { readonly state: PanelState }): ReactNode {
  const words = useWords().panel;
  switch (state.kind) {
    case "loading":
      return <Skeleton height={height} radius="sm" aria-label={words.loading} />;
    case "empty":
      return (
        <div className={styles.empty}>
          <p>{empty?.text ?? words.empty}</p>
          {empty?.command !== undefined && <Command text={empty.command} />}
        </div>
      );
    case "error":
      return <Trouble problem={state.problem} retry={state.retry} />;
    case "ready":
      return children;
  }
}
