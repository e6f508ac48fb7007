import type { RunDetail } from "../../../src/server/api/runs.ts";
import { useFormat } from "../../format/use-format.ts";
import { useSaid } from "../../words/language.tsx";
import { durationText } from "./duration-text.ts";
import { parameterText } from "./parameter-text.ts";
import { useFigureText } from "./run-figures.tsx";
import { usePhaseName } from "./use-phase-name.ts";
import { words } from "./words.ts";

export interface CompareRow {
  readonly name: string;
  readonly values: readonly [string, string];
  readonly isSame: boolean;
  /** Of figures and times; empty where there is none to compute. */
  readonly difference: string;
}

export interface CompareGroup {
  readonly title: string;
  readonly note: string | null;
  readonly rows: readonly CompareRow[];
}

type Pair = readonly [RunDetail, RunDetail];

/** What two runs are compared by, group by group; groups that neither has are left out. */
export function useCompareRows(runs: Pair): readonly CompareGroup[] {
  const said = useSaid(words);
  const format = useFormat();
  const figureText = useFigureText();
  const phaseName = usePhaseName();

  const plain = (name: string, read: (run: RunDetail) => string): CompareRow => {
    const values = [read(runs[0]), read(runs[1])] as const;
    return { name, values, isSame: values[0] === values[1], difference: "" };
  };
  const counted = (
    name: string,
    read: (run: RunDetail) => number | null,
    text: (value: number) => string,
    isTime = false,
  ): CompareRow => {
    const [a, b] = [read(runs[0]), read(runs[1])];
    const shown = (value: number | null) => (value === null ? said.missing : text(value));
    const difference = a === null || b === null || a === b ? "" : changeText(a, b, isTime);
    return { name, values: [shown(a), shown(b)], isSame: a === b, difference };
  };
  /** Times by their share, counts one by one: a record more or less matters. */
  const changeText = (a: number, b: number, isTime: boolean) =>
    isTime ? (a === 0 ? "" : format.change((b - a) / a)) : signed(b - a, format.count);
  const figureChange = (a: string | number | null, b: string | number | null) => {
    if (a === null || b === null) return "";
    // Amounts are text with two decimals: cents are exact.
    if (typeof a === "string") return signed(Math.round(Number(b) * 100) - Math.round(Number(a) * 100), centsText);
    return signed(Number(b) - a, (value) => format.number(Number(value.toFixed(4))));
  };
  const centsText = (cents: number) => format.money((cents / 100).toFixed(2));
  const names = (read: (run: RunDetail) => object | null) => [
    ...new Set(runs.flatMap((run) => Object.keys(read(run) ?? {}))),
  ];
  const contents = runs.map((run) =>
    run.inputs
      .map(({ sha256, name }) => sha256 ?? name)
      .sort()
      .join(),
  );
  const groups: CompareGroup[] = [
    {
      title: said.account,
      note: null,
      rows: [
        plain(said.kind, (run) => said.kinds[run.kind]),
        plain(said.status, (run) => said.statuses[run.status]),
        plain(said.input, (run) => run.input),
        plain(said.engine, (run) => run.engine),
        plain(said.version, (run) => run.version),
        counted(said.rows, (run) => run.rows, format.count),
        counted(
          said.duration,
          (run) => run.duration_ms,
          (ms) => durationText(format, ms),
          true,
        ),
      ],
    },
    {
      title: said.figures,
      note: null,
      rows: names((run) => run.figures).map((id) => {
        const row = plain(figureText(id, null).name, (run) =>
          run.figures?.[id] === undefined ? said.missing : figureText(id, run.figures[id]).text,
        );
        const [a, b] = runs.map((run) => run.figures?.[id] ?? null);
        return { ...row, difference: row.isSame ? "" : figureChange(a ?? null, b ?? null) };
      }),
    },
    {
      title: said.quality,
      note: null,
      rows: runs.every((run) => run.quality === null)
        ? []
        : (["read", "accepted", "rejected", "late", "duplicate"] as const).map((part) =>
            counted(
              part === "read" ? said.read : said.judged[part],
              (run) => run.quality?.[part] ?? null,
              format.count,
            ),
          ),
    },
    {
      title: said.inputs,
      note: contents[0] === contents[1] ? said.same_inputs : said.other_inputs,
      rows: [...new Set(runs.flatMap((run) => run.inputs.map(({ name }) => name)))].map((name) =>
        plain(name, (run) => {
          const input = run.inputs.find((one) => one.name === name);
          return input === undefined ? said.missing : (input.sha256 ?? said.hash_unknown);
        }),
      ),
    },
    {
      title: said.parameters,
      note: null,
      rows: names((run) => run.parameters).map((name) => plain(name, (run) => parameterText(run.parameters[name]))),
    },
    {
      title: said.phases,
      note: null,
      rows: names((run) => run.phases).map((phase) =>
        counted(
          phaseName(phase),
          (run) => run.phases[phase] ?? null,
          (ms) => durationText(format, ms),
          true,
        ),
      ),
    },
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}

function signed(difference: number, text: (value: number) => string): string {
  return `${difference < 0 ? "\u2212" : "+"}${text(Math.abs(difference))}`;
}
