/** Error codes of the protocol that a reader meets. https://kafka.apache.org/protocol#protocol_error_codes */
export const OFFSET_OUT_OF_RANGE = 1;
export const UNKNOWN_TOPIC_OR_PARTITION = 3;
export const TOPIC_AUTHORIZATION_FAILED = 29;
