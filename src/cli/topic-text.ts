import { createFormatter, type Formatter } from "../i18n/format.ts";
import { layoutTable } from "../sinks/console/layout.ts";
import { createPaint } from "../sinks/console/paint.ts";
import { printable } from "../sinks/console/printable.ts";
import type { TopicDescription, TopicSummary } from "../sources/kafka/admin/topics.ts";
import { type Session, wantsColor, widthOfOutput } from "./io.ts";
import { recordsOf, totalRecords } from "./topic-json.ts";

/** The topics of a cluster, one a line. */
export function listText(topics: readonly TopicSummary[], session: Session): string {
  const { topics: words } = session.words;
  const { paint, width, format } = lookOf(session);
  const columns = [
    { head: words.topic, kind: "label", cells: topics.map(({ topic }) => printable(topic)) },
    { head: words.partitions, kind: "number", cells: topics.map(({ partitions }) => format.count(partitions)) },
    { head: words.replication, kind: "number", cells: topics.map(({ replication }) => format.count(replication)) },
  ] as const;
  return lines(layoutTable(columns, 1, width, paint));
}

/** Where its partitions are and what they hold, then how long records are kept. */
export function descriptionText(found: TopicDescription, session: Session): string {
  const { topics: words } = session.words;
  const { paint, width, format } = lookOf(session);
  const { parts } = found;
  const count = (value: number | null) => (value === null ? "–" : format.count(value));
  const several = parts.length > 1;
  const total = (cell: string) => (several ? [cell] : []);
  const columns = [
    {
      head: words.partition,
      kind: "text",
      cells: [...parts.map((part) => `${part.partition}`), ...total(words.total)],
    },
    { head: words.leader, kind: "text", cells: [...parts.map(({ leader }) => `${leader ?? "–"}`), ...total("")] },
    { head: words.replicas, kind: "text", cells: [...parts.map((part) => part.replicas.join(", ")), ...total("")] },
    { head: words.in_sync, kind: "text", cells: [...parts.map((part) => part.inSync.join(", ")), ...total("")] },
    { head: words.earliest, kind: "number", cells: [...parts.map((part) => count(part.earliest)), ...total("")] },
    { head: words.latest, kind: "number", cells: [...parts.map((part) => count(part.latest)), ...total("")] },
    {
      head: words.records,
      kind: "number",
      cells: [...parts.map((part) => count(recordsOf(part))), ...total(count(totalRecords(parts)))],
    },
  ] as const;
  return lines([
    paint.title(printable(found.topic)),
    ...layoutTable(columns, 1, width, paint),
    "",
    ...keepingLines(found, session, format),
  ]);
}

function keepingLines({ settings }: TopicDescription, { words, language }: Session, format: Formatter): string[] {
  const { topics } = words;
  const value = (name: string) => settings.find((setting) => setting.name === name)?.value;
  const keptFor = value("retention.ms");
  const keptUpTo = value("retention.bytes");
  const cleanup = value("cleanup.policy");
  const own = settings.filter((setting) => setting.own).map((setting) => `${setting.name}=${setting.value}`);
  const size = (bytes: string) => topics.per_partition({ size: format.bytes(Number(bytes)) });
  const limited = (text: string, show: (text: string) => string) => (Number(text) < 0 ? topics.no_limit : show(text));
  return [
    ...(keptFor === undefined
      ? []
      : [`${topics.kept_for}: ${limited(keptFor, (text) => span(Number(text), language))}`]),
    ...(keptUpTo === undefined ? [] : [`${topics.kept_up_to}: ${limited(keptUpTo, size)}`]),
    ...(cleanup === undefined ? [] : [`${topics.cleanup}: ${printable(cleanup)}`]),
    ...(own.length === 0 ? [] : [`${topics.settings}: ${printable(own.join(", "))}`]),
  ];
}

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const;

/** In the largest unit that leaves no rest: a setting is read back as it was meant. */
function span(milliseconds: number, language: string): string {
  const [unit, length] = UNITS.find(([, size]) => milliseconds >= size && milliseconds % size === 0) ?? [
    "millisecond",
    1,
  ];
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(milliseconds / length);
}

function lookOf({ io, language }: Session) {
  return {
    paint: createPaint(wantsColor(io, io.stdout)),
    width: widthOfOutput(io.stdout),
    format: createFormatter({ language, currency: "" }),
  };
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join("");
}
