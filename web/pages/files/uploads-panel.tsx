import { ActionIcon, Button } from "@mantine/core";
import { useState } from "react";
import { Link } from "../../address/link.tsx";
import { isApiProblem } from "../../api/client.ts";
import { useFiles, useRemoveFile } from "../../api/files.ts";
import type { Cell } from "../../format/format.ts";
import { useFormat } from "../../format/use-format.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { useProblemText } from "../../parts/notice.tsx";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { Icon } from "../../shell/icons.tsx";
import { useSaid } from "../../words/language.tsx";
import styles from "./files.module.css";
import { words } from "./words.ts";

/** Files that were brought in; each leads to its mapping. */
export function UploadsPanel({ mayChange }: { readonly mayChange: boolean }) {
  const said = useSaid(words);
  const format = useFormat();
  const problemText = useProblemText();
  const query = useFiles();
  const remove = useRemoveFile();
  const [asked, setAsked] = useState<string | null>(null);
  const uploads = query.data?.uploads ?? [];
  const rows = uploads.map(({ name, bytes, uploaded, runs, id }): Cell[] => [name, bytes, uploaded, runs.length, id]);
  const asking = uploads.find(({ id }) => id === asked);
  return (
    <Panel
      title={said.uploads}
      definition={<p>{said.uploads_is}</p>}
      span={6}
      height={160}
      state={stateOf(query, (data) => data.uploads.length === 0)}
      empty={{ text: said.uploads_empty }}
    >
      {asking !== undefined && (
        <div className={styles.sure} role="alert">
          <span>{said.remove_sure({ name: asking.name })}</span>
          <Button
            size="compact-sm"
            color="red"
            onClick={() => {
              setAsked(null);
              remove.mutate(asking.id);
            }}
          >
            {said.remove_yes}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsked(null)}>
            {said.keep}
          </Button>
        </div>
      )}
      {remove.error !== null && (
        <p className={styles.bad} role="alert">
          {problemText(isApiProblem(remove.error) ? remove.error : null)}
        </p>
      )}
      <DataTable
        caption={said.uploads_table}
        height={400}
        isSortable={false}
        columns={[
          { id: "name", label: said.name, unit: "text" },
          { id: "bytes", label: said.size, unit: "number" },
          { id: "uploaded", label: said.uploaded, unit: "text" },
          { id: "runs", label: said.runs, unit: "count" },
          ...(mayChange ? [{ id: "id", label: said.remove_yes, unit: "text" as const }] : []),
        ]}
        rows={rows}
        render={(column, value, row) => {
          if (column.id === "name" && mayChange) return <Link to={`/files?upload=${row[4]}`}>{value}</Link>;
          if (column.id === "bytes") return format.bytes(Number(value));
          if (column.id === "uploaded") return format.instant(String(value));
          if (column.id !== "id") return undefined;
          return (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              aria-label={said.remove({ name: String(row[0]) })}
              onClick={() => setAsked(String(value))}
            >
              <Icon name="trash" size={16} />
            </ActionIcon>
          );
        }}
      />
    </Panel>
  );
}
