import type { DeadLetters } from "../../../src/server/api/dead-letters.ts";

export type DeadLetter = DeadLetters["letters"][number];
