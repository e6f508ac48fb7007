import { expect, test } from "vitest";
import { cli as english } from "../i18n/en/cli.ts";
import { cli as spanish } from "../i18n/es/cli.ts";
import type { Language } from "../i18n/language.ts";
import type { StreamDefinition } from "../model/stream/stream-definition.ts";
import { NOTHING_READ } from "../model/stream/stream-progress.ts";
import type { SourceEvent } from "../sources/stream/stream-source.ts";
import { createStreamTalk, type StreamEnd } from "./stream-talk.ts";

const EVENTS: readonly SourceEvent[] = [
  { kind: "gap", partition: "sales/0", from: "10", to: "25" },
  { kind: "partition_added", partition: "sales/2" },
  { kind: "partition_taken", partition: "sales/1" },
  { kind: "file_rotated", partition: "a.ndjson" },
  { kind: "file_truncated", partition: "a.ndjson", from: "512" },
  { kind: "disconnected", cause: "\u001b[31mbroker:9092: ECONNREFUSED" },
  { kind: "reconnected" },
];

test.each(["en", "es"] as const)("whatever happens to a source is told in one line (%s)", async (language) => {
  const said = await told(language, async (talk) => {
    for (const event of EVENTS) await talk.event(event);
  });
  expect(said).toHaveLength(EVENTS.length);
  expect(said[0]).toMatch(/^! sales\/0: .*10.*25/);
  for (const unwanted of ["\u001b", "undefined"]) expect(said.join("\n")).not.toContain(unwanted);
  expect(new Set(said).size).toBe(EVENTS.length);
});

test("the beginning says what is read, with which windows, and from where it goes on", async () => {
  const positions = new Map([
    ["sales/0", "1234"],
    ["a.ndjson", '{"device":"1","inode":"2","head":"","headBytes":0,"at":98765}'],
  ]);
  expect(await told("en", (talk) => talk.begins(0, new Map()))).toEqual([
    "Source: kafka:sales · windows of 1 min, one every 10 sec · watermark 1 min 30 sec",
    "State:  kept/ (new)",
  ]);
  expect(await told("es", (talk) => talk.begins(1200, positions))).toEqual([
    "Origen: kafka:sales · ventanas de 1 min, una cada 10 s · marca de agua 1 min 30 s",
    "Estado: kept/ (sigue tras el lote 1.200, desde sales/0: 1.234 · a.ndjson: byte 98.765)",
  ]);
});

test("the end accounts for every row, by run and by state, and names a few of many partitions", async () => {
  const quality = { ...NOTHING_READ, read: 1, accepted: 0, rejected: 1, reasons: { bad_number: 1 } } as const;
  const end: StreamEnd = {
    stopped: true,
    batch: 3,
    positions: new Map(Array.from({ length: 12 }, (_, index) => [`sales/${index}`, `${index}000`])),
    quality,
    all: { ...quality, read: 5, accepted: 4 },
    windowsMadeFinal: 2,
    windowsOpen: 1,
  };
  expect(await told("es", (talk) => talk.ends(end))).toEqual([
    "Detenido tras el lote 3. Se reanuda en sales/0: 0 · sales/1: 1.000 · sales/2: 2.000 · sales/3: 3.000 · y 8 particiones más.",
    "1 fila leída = 0 aceptadas + 1 rechazada + 0 tardías + 0 duplicadas · ventanas que pasaron a definitivas: 2 · todavía provisionales: 1",
    expect.stringMatching(/^Motivos de rechazo: .+ \(bad_number\) 1$/),
    "Desde el principio: 5 filas leídas = 4 aceptadas + 1 rechazada + 0 tardías + 0 duplicadas",
    "Filas aceptadas: kept/history/",
  ]);
  expect(await told("en", (talk) => talk.ends({ ...end, batch: 0 }))).toEqual(["Stopped before the first batch."]);
});

async function told(language: Language, tell: (talk: ReturnType<typeof createStreamTalk>) => Promise<void>) {
  let written = "";
  const output = {
    write(text: string, done: () => void) {
      written += text;
      done();
      return true;
    },
  };
  const io = {
    stdin: process.stdin,
    stdout: output,
    stderr: output,
    env: {},
    cwd: "/shop",
    now: () => new Date(0),
    signal: new AbortController().signal,
  };
  const words = language === "es" ? spanish : english;
  await tell(createStreamTalk(definition, "/shop/kept", { io, language, words }));
  return written.trimEnd().split("\n");
}

const definition: StreamDefinition = {
  source: "kafka:sales",
  queries: ["totals"],
  sizeSeconds: 60,
  slideSeconds: 10,
  watermarkSeconds: 90,
  futureSeconds: 3600,
  duplicateSeconds: 86_400,
  late: "keep",
  rows: "keep",
  strict: false,
  mapping: {},
  timeZone: "UTC",
  currency: "EUR",
};
