import type { CliMessages } from "../i18n/en/cli.ts";
import type { Language } from "../i18n/language.ts";
import { errorCode, writeError } from "../sinks/files/system-error.ts";

/** The world around a command; `main.ts` gives the real one. */
export interface Io {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly now: () => Date;
  /** Aborted by Ctrl+C and the like; its reason is an error whose `name` is that of the system's signal. */
  readonly signal: AbortSignal;
}

export interface Output {
  write(text: string, done: (error?: Error | null) => void): boolean;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** What a command works with: its surroundings and the reader's language. */
export interface Session {
  readonly io: Io;
  readonly language: Language;
  readonly words: CliMessages;
}

/** A command chosen and ready to run. Returns the exit code. */
export type Task = (session: Session) => Promise<number>;

const USUAL_WIDTH = 100;

/** Data, to stdout. Whoever reads it may close it early (`| head`): that is no error. */
export async function print({ io }: Session, text: string): Promise<void> {
  try {
    await write(io.stdout, text);
  } catch (error) {
    if (!CLOSED.has(errorCode(error))) throw writeError(error, "stdout");
  }
}

/** Talk, a line to stderr. There is nobody to tell where it cannot be written. */
export async function tell({ io }: Session, line: string): Promise<void> {
  await write(io.stderr, `${line}\n`).catch(() => undefined);
}

export function widthOfOutput({ columns }: Output): number {
  return columns === undefined || columns < 1 ? USUAL_WIDTH : columns;
}

/** Colour only where somebody looks: https://no-color.org */
export function wantsColor({ env }: Io, output: Output): boolean {
  return output.isTTY === true && (env.NO_COLOR ?? "") === "" && env.TERM !== "dumb";
}

const CLOSED: ReadonlySet<string> = new Set(["EPIPE", "ERR_STREAM_DESTROYED"]);

function write(output: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(text, (error) => (error instanceof Error ? reject(error) : resolve()));
  });
}
