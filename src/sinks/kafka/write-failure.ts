/** Why records will never be acknowledged, in a form that whoever talks to people can put into words. */
export type WriteFailureReason =
  /** The topic was not to be found several times in a row. */
  | { readonly kind: "topic_missing" }
  | { readonly kind: "not_allowed" }
  | { readonly kind: "too_large" }
  /** The broker no longer has records it had acknowledged, so that to go on would leave a gap. */
  | { readonly kind: "lost" }
  | { readonly kind: "refused"; readonly cause: string }
  /** No answer for the time that was allowed. */
  | { readonly kind: "gave_up"; readonly cause: string };

export class WriteFailure extends Error {
  override readonly name = "WriteFailure";
  readonly reason: WriteFailureReason;

  constructor(reason: WriteFailureReason, options?: { cause?: unknown }) {
    super("cause" in reason ? `${reason.kind}: ${reason.cause}` : reason.kind, options);
    this.reason = reason;
  }
}
