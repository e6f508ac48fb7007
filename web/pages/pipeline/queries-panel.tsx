import { useStream } from "../../api/stream.ts";
import { useFormat } from "../../format/use-format.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { StatusMark } from "../../parts/status-mark.tsx";
import { useSaid, useWords } from "../../words/language.tsx";
import { rateOf, workOf } from "./rates.ts";
import { words } from "./words.ts";

/** The windowed queries: since when, how they stand, their last batch and rates. */
export function QueriesPanel() {
  const said = useSaid(words);
  const { sale, status } = useWords();
  const format = useFormat();
  const query = useStream();
  const stream = query.data;
  const last = stream?.recent.at(-1);
  const rate = stream === undefined ? null : rateOf(stream, "accepted");
  const worked = last === undefined ? null : (last.quality.accepted / Math.max(1, workOf(last))) * 1000;
  const columns = [
    { id: "query", label: said.query, unit: "text" },
    { id: "status", label: said.status, unit: "text" },
    { id: "started", label: said.started, unit: "time" },
    { id: "last_batch", label: said.last_batch, unit: "count" },
    { id: "input_rate", label: said.input_rate, unit: "number" },
    { id: "processing_rate", label: said.worked, unit: "number" },
  ] as const;
  return (
    <Panel
      title={said.queries}
      definition={<p>{said.queries_is}</p>}
      span={7}
      wide={6}
      height={160}
      state={stateOf(query)}
    >
      {stream !== undefined && (
        <DataTable
          caption={said.queries}
          isSortable={false}
          columns={columns}
          rows={stream.queries.map(({ id, status: state, missing, last_batch }) => [
            nameOf(id),
            state === "running" ? stream.status : `missing ${missing}`,
            stream.started,
            last_batch,
            state === "running" && rate !== null ? rate.toFixed(1) : null,
            state === "running" && worked !== null ? worked.toFixed(1) : null,
          ])}
          render={(column, value) => {
            if (column.id === "started")
              return <span title={format.instant(String(value))}>{format.clock(String(value))}</span>;
            if (column.id !== "status") return undefined;
            const missing = /^missing (.*)$/.exec(String(value))?.[1];
            if (missing !== undefined)
              return <StatusMark status="unknown" label={said.unanswerable({ column: columnName(missing) })} />;
            const known = (["starting", "running", "paused", "stopped", "failed"] as const).find(
              (one) => one === value,
            );
            return known === undefined ? undefined : <StatusMark status={known} label={status[known]} />;
          }}
        />
      )}
    </Panel>
  );

  function columnName(column: string): string {
    return (column in sale ? sale[column as keyof typeof sale] : column).toLocaleLowerCase(format.language);
  }

  function nameOf(id: string): string {
    return id === "totals" ? said.totals : said.query_by({ dimension: columnName(id.replace(/^by_/, "")) });
  }
}
