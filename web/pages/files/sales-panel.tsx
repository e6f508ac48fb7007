import { useMemo } from "react";
import type { Preview } from "../../../src/server/api/files.ts";
import { useFiles } from "../../api/files.ts";
import type { Cell, Unit } from "../../format/format.ts";
import { useFormat } from "../../format/use-format.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Panel } from "../../parts/panel.tsx";
import { StatusMark } from "../../parts/status-mark.tsx";
import { useLanguage, useSaid, useWords } from "../../words/language.tsx";
import files from "./files.module.css";
import styles from "./mapping.module.css";
import { SALE_COLUMNS } from "./mapping-edit.ts";
import { words } from "./words.ts";

interface SalesPanelProps {
  readonly preview: Preview;
  readonly isChecking: boolean;
}

const UNITS: Readonly<Record<string, Unit>> = {
  timestamp: "time",
  total: "money",
  unit_price: "money",
  quantity: "quantity",
};

/** The first rows as the run will understand them. */
export function SalesPanel({ preview, isChecking }: SalesPanelProps) {
  const said = useSaid(words);
  const names = useWords().sale;
  const format = useFormat();
  const { language } = useLanguage();
  const rules = useFiles().data?.rules ?? [];
  const accepted = useMemo(() => (preview.sales ?? []).filter(({ reason }) => reason === null), [preview]);
  const rejected = (preview.sales ?? []).filter(({ reason }) => reason !== null);
  const columns = SALE_COLUMNS.filter((id) => accepted.some(({ values }) => id in values)).map((id) => ({
    id,
    label: names[id],
    unit: UNITS[id] ?? ("label" as const),
  }));
  const ruleOf = (id: string) => rules.find((rule) => rule.id === id);
  const hasSales = preview.sales !== null;
  return (
    <Panel
      title={said.sales}
      definition={<p>{said.sales_is}</p>}
      height={200}
      actions={isChecking ? <span className={files.soft}>{said.checking}</span> : undefined}
    >
      <div className={styles.following} data-checking={isChecking || undefined}>
        {!hasSales && <p className={files.soft}>{said.sales_none}</p>}
        {accepted.length > 0 && (
          <DataTable
            caption={said.sales_table}
            columns={columns}
            rows={accepted.map(({ values }) => columns.map(({ id }): Cell => values[id] ?? null))}
            isSortable={false}
            render={(column, value) =>
              // In the file's own currency, which is not the shop's.
              column.unit === "money" && value !== null ? amount(format.language, String(value)) : undefined
            }
          />
        )}
        {rejected.length > 0 && (
          <>
            <h3 className={styles.sub}>{said.rejected}</h3>
            <DataTable
              caption={said.rejected}
              columns={[
                { id: "reason", label: said.reason, unit: "text" },
                { id: "raw", label: said.raw, unit: "text" },
              ]}
              rows={rejected.map(({ values, reason }): Cell[] => [reason, values.raw ?? null])}
              isSortable={false}
              render={(column, value) => {
                if (column.id === "raw") return <code className={styles.raw}>{value}</code>;
                const rule = ruleOf(String(value));
                return (
                  <span title={rule?.sentence[language]}>
                    <StatusMark status="rejected" label={rule?.label[language] ?? String(value)} />
                  </span>
                );
              }}
            />
          </>
        )}
      </div>
    </Panel>
  );
}

function amount(language: "en" | "es", text: string): string {
  const format = new Intl.NumberFormat(language === "es" ? "es-ES" : "en-GB", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    useGrouping: "always",
  });
  return format.format(text as Intl.StringNumericLiteral);
}
