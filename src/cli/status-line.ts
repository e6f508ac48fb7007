import type { Output } from "./io.ts";

/** A line at the foot of a terminal that is written over and over, below everything else that is written there. */
export interface StatusLine {
  /** The terminal for everybody else: what is written appears above the line. */
  readonly output: Output;
  show(line: string): void;
  clear(): void;
}

const ERASE = "\r\x1b[2K";

export function createStatusLine(terminal: Output): StatusLine {
  let line = "";
  const erase = () => {
    if (line !== "") terminal.write(ERASE, () => undefined);
  };
  return {
    output: {
      isTTY: terminal.isTTY,
      get columns() {
        return terminal.columns;
      },
      write(text, done) {
        erase();
        const written = terminal.write(text, done);
        if (line !== "") terminal.write(line, () => undefined);
        return written;
      },
    },
    show(next) {
      erase();
      line = next;
      if (line !== "") terminal.write(line, () => undefined);
    },
    clear() {
      erase();
      line = "";
    },
  };
}
