import { ActionIcon, Menu, Popover } from "@mantine/core";
import type { ReactNode } from "react";
import { addressOf, type Params } from "../api/client.ts";
import { useMe } from "../api/session.ts";
import { Icon } from "../shell/icons.tsx";
import { useLanguage, useWords } from "../words/language.tsx";
import styles from "./panel-tools.module.css";
import { saveAddress, saveText } from "./save.ts";
import { type TableData, tableCsv, tableJson } from "./table-data.ts";

/** Where the API gives the same figures as files: a path that takes `format=csv|json|parquet`. */
export interface FilesLink {
  readonly path: string;
  readonly params: Params;
  /** Of the file, without its ending. */
  readonly name: string;
  /** Only these, where the table shows more than the API's files have; the others are made of the table. */
  readonly formats?: readonly Format[];
}

interface PanelToolsProps {
  readonly title: string;
  readonly definition: ReactNode;
  readonly isTable: boolean;
  readonly onTable: ((isTable: boolean) => void) | undefined;
  readonly table: TableData | undefined;
  readonly files: FilesLink | undefined;
  readonly picture: (() => string) | null;
}

const FORMATS = ["csv", "json", "parquet"] as const;
type Format = (typeof FORMATS)[number];

export function PanelTools({ title, definition, isTable, onTable, ...offers }: PanelToolsProps) {
  const words = useWords().panel;
  const label = isTable ? words.chart : words.table;
  return (
    <div className={styles.tools}>
      {definition !== undefined && definition !== null && (
        <Popover width={320} position="bottom-start" shadow="md" withinPortal trapFocus returnFocus>
          <Popover.Target>
            <ActionIcon variant="subtle" color="gray" size={28} aria-label={words.definition({ title })}>
              <Icon name="info" size={16} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown className={styles.definition ?? ""} tabIndex={-1}>
            {definition}
          </Popover.Dropdown>
        </Popover>
      )}
      {onTable !== undefined && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={`${label}: ${title}`}
          aria-pressed={isTable}
          title={label}
          onClick={() => onTable(!isTable)}
        >
          <Icon name={isTable ? "chart" : "table"} size={16} />
        </ActionIcon>
      )}
      <Export title={title} {...offers} />
    </div>
  );
}

type ExportProps = Pick<PanelToolsProps, "title" | "table" | "files" | "picture">;

/** Exactly what is shown, as files. */
function Export({ title, table, files, picture }: ExportProps) {
  const words = useWords().panel;
  const { language } = useLanguage();
  const mayExport = useMe().data?.can.export !== false;
  if (!mayExport || (table === undefined && files === undefined && picture === null)) return null;
  const name = files?.name ?? fileName(title);
  const served = files === undefined ? [] : (files.formats ?? FORMATS);
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={words.export({ title })}>
          <Icon name="download" size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {files !== undefined &&
          served.map((format) => (
            <Menu.Item
              key={format}
              component="a"
              href={addressOf(files.path, { ...files.params, format, lang: language })}
              download={`${name}.${format}`}
            >
              {format === "parquet" ? "Parquet" : format.toUpperCase()}
            </Menu.Item>
          ))}
        {table !== undefined && !served.includes("csv") && (
          <Menu.Item onClick={() => saveText(`${name}.csv`, "text/csv", tableCsv(table))}>CSV</Menu.Item>
        )}
        {table !== undefined && !served.includes("json") && (
          <Menu.Item onClick={() => saveText(`${name}.json`, "application/json", tableJson(table))}>JSON</Menu.Item>
        )}
        {picture !== null && <Menu.Item onClick={() => saveAddress(`${name}.png`, picture())}>{words.png}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}

function fileName(title: string): string {
  const plain = title.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "_").replace(/^_|_$/g, "") || "vitrina";
}
