import { protocolErrors, protocolErrorsCodesById } from "@platformatic/kafka";
import type { ProduceAnswer } from "./produce-api.ts";
import type { WriteFailureReason } from "./write-failure.ts";

export type ProduceVerdict =
  | { readonly kind: "acknowledged"; readonly baseOffset: number | null }
  /** The very same bytes are to be sent again, perhaps to another broker. */
  | { readonly kind: "again"; readonly cause: string; readonly missing: boolean }
  | { readonly kind: "failed"; readonly reason: WriteFailureReason };

const NONE = 0;
const CORRUPT_MESSAGE = 2;
const UNKNOWN_TOPIC_OR_PARTITION = 3;
const BROKER_NOT_AVAILABLE = 8;
const MESSAGE_TOO_LARGE = 10;
const RECORD_LIST_TOO_LARGE = 18;
const TOPIC_AUTHORIZATION_FAILED = 29;
const CLUSTER_AUTHORIZATION_FAILED = 31;
const OUT_OF_ORDER_SEQUENCE_NUMBER = 45;
const DUPLICATE_SEQUENCE_NUMBER = 46;
const INVALID_PRODUCER_EPOCH = 47;
const UNKNOWN_PRODUCER_ID = 59;

/** What a broker's answer means for a batch of which only one copy may end up in the topic. */
export function judgeAnswer({ error, message, baseOffset }: ProduceAnswer): ProduceVerdict {
  switch (error) {
    case NONE:
      return { kind: "acknowledged", baseOffset: baseOffset < 0 ? null : baseOffset };
    case DUPLICATE_SEQUENCE_NUMBER:
      // It was written before; where is forgotten.
      return { kind: "acknowledged", baseOffset: null };
    case UNKNOWN_TOPIC_OR_PARTITION:
      return { kind: "again", cause: nameOf(error), missing: true };
    case MESSAGE_TOO_LARGE:
    case RECORD_LIST_TOO_LARGE:
      return { kind: "failed", reason: { kind: "too_large" } };
    case TOPIC_AUTHORIZATION_FAILED:
    case CLUSTER_AUTHORIZATION_FAILED:
      return { kind: "failed", reason: { kind: "not_allowed" } };
    case OUT_OF_ORDER_SEQUENCE_NUMBER:
    case INVALID_PRODUCER_EPOCH:
    case UNKNOWN_PRODUCER_ID:
      return { kind: "failed", reason: { kind: "lost" } };
    case BROKER_NOT_AVAILABLE:
      return { kind: "again", cause: nameOf(error), missing: false };
    default:
      return error !== CORRUPT_MESSAGE && mayPass(error)
        ? { kind: "again", cause: nameOf(error), missing: false }
        : { kind: "failed", reason: { kind: "refused", cause: message ?? nameOf(error) } };
  }
}

function mayPass(code: number): boolean {
  return Object.values(protocolErrors).find((known) => known.code === code)?.canRetry === true;
}

function nameOf(code: number): string {
  const names: Readonly<Record<string, string>> = protocolErrorsCodesById;
  return names[code] ?? `code ${code}`;
}
