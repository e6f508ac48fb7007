import { styleText } from "node:util";

/** How parts of the console output are set off; without colour every part is plain text. */
export interface Paint {
  readonly title: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly head: (text: string) => string;
  readonly bar: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly bad: (text: string) => string;
}

export function createPaint(color: boolean): Paint {
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    // Whether the stream is a terminal was decided by whoever set `color`.
    color && text !== "" ? styleText(format, text, { validateStream: false }) : text;
  return {
    title: style("bold"),
    dim: style("dim"),
    head: style("dim"),
    bar: style("cyan"),
    good: style("green"),
    warn: style("yellow"),
    bad: style("red"),
  };
}
