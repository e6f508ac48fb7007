import { expect, test } from "vitest";
import { cli as english } from "../i18n/en/cli.ts";
import { cli as spanish } from "../i18n/es/cli.ts";
import { createFormatter } from "../i18n/format.ts";
import type { Io, Session } from "./io.ts";
import { createProgress, type ProgressStep, progressLine } from "./progress.ts";

const generating: ProgressStep = {
  phase: "generate",
  fraction: 0.25,
  rows: { done: 2_500_000, all: 10_000_000 },
  bytes: { done: 220_000_000, all: null },
};

test("tells bar, percent, rows, their rate, bytes and time left", () => {
  expect(line(generating, 2000, 120)).toBe(
    "Generating  ████············   25%  2.5M of 10M rows  1.25M rows/s  220 MB  6 sec left",
  );
});

test("says it in Spanish", () => {
  const format = createFormatter({ language: "es", currency: "" });
  const text = progressLine(generating, 2000, { words: spanish, format, width: 120 });
  expect(text).toMatch(/^Generando .* 2,5\sM de 10\sM filas {2}1,25\sM filas\/s {2}220\sMB {2}quedan 6\ss$/u);
});

test("reading is told in bytes", () => {
  const step: ProgressStep = { phase: "load", fraction: 0.5, bytes: { done: 500_000_000, all: 1_000_000_000 } };
  expect(line(step, 500, 120)).toBe("Reading  ████████········   50%  500 MB of 1 GB  1 GB/s");
});

test("what is least wanted gives way on a narrow terminal, and nothing wraps", () => {
  expect(line(generating, 2000, 70)).toBe("Generating  ████············   25%  2.5M of 10M rows  6 sec left");
  expect(line(generating, 2000, 50)).toBe("Generating   25%  2.5M of 10M rows  6 sec left");
  expect(line(generating, 2000, 24)).toBe("Generating   25%");
  for (let width = 1; width <= 130; width++) expect(line(generating, 2000, width).length).toBeLessThanOrEqual(width);
});

test("work of unknown length says only what it is", () => {
  expect(line({ phase: "write", fraction: null }, 10, 80)).toBe("Writing…");
});

test("is drawn at most ten times a second, not in the first moments, and erased at the end", () => {
  const terminal = fakeTerminal();
  const progress = createProgress(terminal.session);
  for (let time = 0; time < 2000; time += 10) {
    terminal.at(time);
    progress.show({ phase: "load", fraction: time / 2000 });
  }
  expect(terminal.written.length).toBeGreaterThan(10);
  expect(terminal.written.length).toBeLessThanOrEqual(18);
  progress.show({ phase: "analyse", fraction: 0 });
  expect(terminal.written.at(-1)).toContain("Analysing");
  progress.clear();
  expect(terminal.written.at(-1)).toBe("\r\x1b[2K");
  const before = terminal.written.length;
  progress.clear();
  expect(terminal.written.length).toBe(before);
});

test("short work shows nothing, and neither does a stderr that is no terminal", () => {
  const quick = fakeTerminal();
  const progress = createProgress(quick.session);
  quick.at(100);
  progress.show({ phase: "load", fraction: 1 });
  progress.clear();
  expect(quick.written).toEqual([]);

  for (const surroundings of [{ isTTY: false }, { env: { TERM: "dumb" } }]) {
    const piped = fakeTerminal(surroundings);
    const silent = createProgress(piped.session);
    piped.at(5000);
    silent.show({ phase: "load", fraction: 0.5 });
    silent.clear();
    expect(piped.written).toEqual([]);
  }
});

function line(step: ProgressStep, elapsedMs: number, width: number): string {
  return progressLine(step, elapsedMs, {
    words: english,
    format: createFormatter({ language: "en", currency: "" }),
    width,
  });
}

function fakeTerminal({ isTTY = true, env = {} }: { isTTY?: boolean; env?: NodeJS.ProcessEnv } = {}) {
  const written: string[] = [];
  let time = 0;
  const output = {
    isTTY,
    columns: 80,
    write: (text: string) => {
      written.push(text);
      return true;
    },
  };
  const io: Io = {
    stdin: process.stdin,
    stdout: output,
    stderr: output,
    env,
    cwd: process.cwd(),
    now: () => new Date(time),
    signal: new AbortController().signal,
  };
  const session: Session = { io, language: "en", words: english };
  return {
    session,
    written,
    at: (milliseconds: number) => {
      time = milliseconds;
    },
  };
}
