/** Bytes that are not what Kafka's format says; whoever knows topic and offset makes a sentence of it. */
export class DamagedBatch extends Error {
  override readonly name = "DamagedBatch";
  readonly what: "length" | "magic" | "checksum" | "record" | "codec";

  constructor(what: DamagedBatch["what"], options?: { cause?: unknown }) {
    super(`damaged record batch: ${what}`, options);
    this.what = what;
  }
}
