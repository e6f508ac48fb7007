import { useAudit } from "../../api/session.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { useSaid } from "../../words/language.tsx";
import { words } from "./words.ts";

/** Who changed what, newest first. */
export function AuditPanel() {
  const said = useSaid(words);
  const query = useAudit();
  return (
    <Panel
      title={said.audit}
      definition={<p>{said.audit_is}</p>}
      height={48}
      state={stateOf(query, (data) => data.entries.length === 0)}
      empty={{ text: said.no_audit }}
    >
      <DataTable
        caption={said.audit}
        height={420}
        columns={[
          { id: "time", label: said.time, unit: "time" },
          { id: "who", label: said.who, unit: "text" },
          { id: "role", label: said.role, unit: "text" },
          { id: "action", label: said.action, unit: "text" },
          { id: "detail", label: said.detail, unit: "text" },
        ]}
        rows={(query.data?.entries ?? []).map(({ time, name, role, action, detail }) => [
          time,
          name ?? said.nobody,
          said.roles[role],
          said.actions[action] ?? action,
          detail === "" ? null : detail,
        ])}
      />
    </Panel>
  );
}
