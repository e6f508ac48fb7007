import { Button, CopyButton } from "@mantine/core";
import type { ReactNode } from "react";
import type { RunDetail } from "../../../src/server/api/runs.ts";
import { resultPath } from "../../api/files.ts";
import { useMe } from "../../api/session.ts";
import { useFormat } from "../../format/use-format.ts";
import { Panel } from "../../parts/panel.tsx";
import { ScrollFrame } from "../../parts/scroll-frame.tsx";
import { useLanguage, useSaid, useWords } from "../../words/language.tsx";
import { plural } from "../../words/plural.ts";
import styles from "./runs.module.css";
import { words } from "./words.ts";

/** What went in, by hash, and what came out. */
export function RunFiles({ run }: { readonly run: RunDetail }) {
  const said = useSaid(words);
  const common = useWords().panel;
  const format = useFormat();
  const { language } = useLanguage();
  const mayExport = useMe().data?.can.export !== false;
  const { inputs, outputs, outputs_at: place } = run;
  return (
    <>
      <Panel
        title={said.inputs}
        definition={<p>{said.inputs_is}</p>}
        span={6}
        table={
          inputs.length === 0
            ? undefined
            : {
                columns: [
                  { id: "name", label: said.file, unit: "text" },
                  { id: "bytes", label: said.bytes, unit: "count" },
                  { id: "rows", label: said.rows, unit: "count" },
                  { id: "sha256", label: said.hash, unit: "text" },
                ],
                rows: inputs.map(({ name, bytes, rows, sha256 }) => [name, bytes, rows, sha256]),
              }
        }
      >
        {inputs.length === 0 ? (
          <p className={styles.soft}>{said.no_inputs}</p>
        ) : (
          <Frame label={said.inputs}>
            <thead>
              <tr>
                <th>{said.file}</th>
                <th data-number>{said.bytes}</th>
                <th data-number>{said.rows}</th>
                <th>{said.hash}</th>
              </tr>
            </thead>
            <tbody>
              {inputs.map(({ name, bytes, rows, sha256 }) => (
                <tr key={name}>
                  <td data-wrap>{name}</td>
                  <td data-number>{format.bytes(bytes)}</td>
                  <td data-number>{format.count(rows)}</td>
                  <td>
                    {sha256 === null ? (
                      said.hash_unknown
                    ) : (
                      <span className={styles.hash}>
                        <code title={sha256}>{sha256.slice(0, 12)}…</code>
                        <CopyButton value={sha256}>
                          {({ copied, copy }) => (
                            <Button
                              size="compact-xs"
                              variant="subtle"
                              aria-label={said.copy_hash({ file: name })}
                              onClick={copy}
                            >
                              {copied ? common.copied : common.copy}
                            </Button>
                          )}
                        </CopyButton>
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </Frame>
        )}
      </Panel>
      <Panel title={said.outputs} span={6}>
        {outputs.length === 0 ? (
          <p className={styles.soft}>{said.no_outputs}</p>
        ) : (
          <>
            {place !== null && <p className={styles.soft}>{said.outputs_at({ place })}</p>}
            <Frame label={said.outputs}>
              <thead>
                <tr>
                  <th>{said.file}</th>
                  <th data-number>{said.bytes}</th>
                  <th data-number>{said.rows}</th>
                </tr>
              </thead>
              <tbody>
                {outputs.map(({ path, bytes, rows, parts }) => (
                  <tr key={path}>
                    <td data-wrap>
                      {place === null && mayExport ? (
                        <a href={resultPath(run.id, path)} download>
                          {path}
                        </a>
                      ) : (
                        path
                      )}
                      {parts !== null && ` (${plural(language, parts, said.parts, { n: format.count(parts) })})`}
                    </td>
                    <td data-number>{format.bytes(bytes)}</td>
                    <td data-number>{rows === null ? "–" : format.count(rows)}</td>
                  </tr>
                ))}
              </tbody>
            </Frame>
          </>
        )}
      </Panel>
    </>
  );
}

function Frame({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ScrollFrame className={styles.frame} label={label}>
      <table className={styles.table}>{children}</table>
    </ScrollFrame>
  );
}
