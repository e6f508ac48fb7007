import { type CheckWords, type Finding, ok } from "./check.ts";

export interface ClockFacts {
  readonly now: Date;
  /** Of the file system, milliseconds; null where it could not be asked. */
  readonly ahead: number | null;
  /** Time of the newest record of the topic, milliseconds since the epoch; null where there is none. */
  readonly newestRecord: number | null;
  /** Whether a Kafka answered: it does not tell its time, which is worth saying. */
  readonly brokerAnswers: boolean;
}

const FIRST_YEAR = 2025;
const LAST_YEAR = 2100;
const TOLERATED_MS = 5000;
/** Records may carry the clocks of others. */
const TOLERATED_OF_RECORDS_MS = 60_000;

/** Whether our clock can be right, by everything here that has one. */
export function checkClock({ words, format }: CheckWords, facts: ClockFacts): Finding {
  const { now, ahead, newestRecord, brokerAnswers } = facts;
  const time = format.time(now.toISOString());
  const warning = (found: string): Finding => ({ id: "clock", state: "warning", found, remedy: words.clock_remedy });
  const year = now.getUTCFullYear();
  if (year < FIRST_YEAR || year > LAST_YEAR) return warning(words.clock_absurd({ time }));
  if (newestRecord !== null && newestRecord - now.getTime() > TOLERATED_OF_RECORDS_MS) {
    return warning(words.clock_ahead_of({ time, behind: format.duration(newestRecord - now.getTime()) }));
  }
  if (ahead === null) return ok("clock", words.clock_untold({ time }));
  if (Math.abs(ahead) > TOLERATED_MS) {
    return warning(words.clock_file({ time, by: format.duration(Math.abs(ahead)) }));
  }
  const found = words.clock({ time });
  return ok("clock", brokerAnswers && newestRecord === null ? `${found}. ${words.clock_broker}` : found);
}
