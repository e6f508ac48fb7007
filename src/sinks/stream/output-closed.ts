/** Whoever read the results has gone: the stream ends, and what they did not get is published again by the next run. */
export class OutputClosed extends Error {
  override readonly name = "OutputClosed";
}
