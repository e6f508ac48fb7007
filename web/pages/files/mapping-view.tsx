import { Button } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import type { Preview } from "../../../src/server/api/files.ts";
import { isApiProblem } from "../../api/client.ts";
import { type Mapping, useRunFile } from "../../api/files.ts";
import { useFormat } from "../../format/use-format.ts";
import { Trouble } from "../../parts/notice.tsx";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { saveText } from "../../parts/save.ts";
import { Icon } from "../../shell/icons.tsx";
import { useLanguage, useSaid } from "../../words/language.tsx";
import { ColumnsPanel } from "./columns-panel.tsx";
import styles from "./files.module.css";
import { reasonsOf } from "./mapping-edit.ts";
import { usePreview } from "./preview-query.ts";
import { ReadingPanel } from "./reading-panel.tsx";
import { SalesPanel } from "./sales-panel.tsx";
import { words } from "./words.ts";

interface MappingViewProps {
  readonly upload: string;
  readonly onRun: (run: string) => void;
}

const NOTHING: Mapping = {};

/** How an upload would be read, to be looked at and corrected before anything is run. */
export function MappingView({ upload, onRun }: MappingViewProps) {
  const said = useSaid(words);
  const { language } = useLanguage();
  const [mapping, setMapping] = useState<Mapping>(NOTHING);
  const [known, setKnown] = useState<Preview | null>(null);
  const proposed = usePreview(upload, NOTHING).data ?? null;
  const query = usePreview(upload, mapping);
  const run = useRunFile();
  const fresh = query.data;
  useEffect(() => {
    if (fresh !== undefined) setKnown(fresh);
  }, [fresh]);
  const preview = fresh ?? known;
  if (preview === null) {
    return (
      <Panel title={said.proposal} height={400} state={stateOf(query)}>
        {null}
      </Panel>
    );
  }
  const isChecking = query.isFetching;
  const start = () =>
    run.mutate({ id: upload, mapping: preview.mapping, lang: language }, { onSuccess: (answer) => onRun(answer.run) });
  const given = { preview: { ...preview, reasons: reasonsOf(preview, proposed) }, onChange: setMapping };
  return (
    <>
      <Head preview={preview}>
        <Button loading={run.isPending} disabled={!preview.ready || isChecking || query.error !== null} onClick={start}>
          {said.run}
        </Button>
      </Head>
      {query.error !== null && (
        <div className={styles.whole}>
          <Trouble problem={isApiProblem(query.error) ? query.error : null} />
        </div>
      )}
      {run.error !== null && (
        <div className={styles.whole}>
          <Trouble problem={isApiProblem(run.error) ? run.error : null} />
        </div>
      )}
      <ColumnsPanel {...given} />
      <ReadingPanel {...given} />
      <DoubtsPanel preview={preview} />
      <SalesPanel preview={preview} isChecking={isChecking} />
    </>
  );
}

function Head({ preview, children }: { readonly preview: Preview; readonly children: ReactNode }) {
  const said = useSaid(words);
  const format = useFormat();
  const { name, bytes } = preview.upload;
  return (
    <div className={styles.head}>
      <div>
        <strong>{name}</strong> <span className={styles.soft}>{format.bytes(bytes)}</span>
        {!preview.ready && <p className={styles.bad}>{said.not_ready}</p>}
      </div>
      {children}
    </div>
  );
}

/** What a person must decide, in sentences, and the mapping as a file. */
function DoubtsPanel({ preview }: { readonly preview: Preview }) {
  const said = useSaid(words);
  const { language } = useLanguage();
  const yaml = preview.yaml[language];
  return (
    <Panel title={said.doubts} span={6} height={160}>
      {preview.unsure.length === 0 ? (
        <p className={styles.soft}>{said.doubts_none}</p>
      ) : (
        <ul className={styles.doubts}>
          {preview.unsure.map(({ path, text }) => (
            <li key={`${path} ${text.en}`}>
              <Icon name="warning" size={16} />
              <span>{text[language]}</span>
            </li>
          ))}
        </ul>
      )}
      <details className={styles.yaml}>
        <summary>{said.as_file}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1). */}
        <pre tabIndex={0}>{yaml}</pre>
        <p className={styles.soft}>
          {said.as_file_hint}{" "}
          <Button size="compact-xs" variant="subtle" onClick={() => saveText("mapping.yaml", "application/yaml", yaml)}>
            {said.save_mapping}
          </Button>
        </p>
      </details>
    </Panel>
  );
}
