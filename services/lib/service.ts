import type { ServiceError, ServiceWords } from "../words.ts";

/** A service as its command sees it: what may be asked of it, how to fetch it and how to start it. */
export interface Service {
  /** Its npm script, and the name of its sockets. */
  readonly id: "kafka" | "spark" | "hdfs";
  /** What `down` calls those it stops. */
  readonly title: string;
  readonly options: Readonly<Record<string, ServiceOption>>;
  /** Beyond what an option says of itself. Returns a complaint. */
  readonly check?: (values: Values, words: ServiceWords) => string | null;
  /** With its version, for people. */
  readonly name: (values: Values) => string;
  readonly fetch: (values: Values, tell: FetchTalk) => Promise<void>;
  readonly start: (values: Values) => Promise<RunningService>;
}

/** What stands on the command line; a number with its least and most, a choice of some words, a size of memory. */
export type ServiceOption =
  | { readonly kind: "number"; readonly least: number; readonly most: number }
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  | { readonly kind: "memory" | "setting" | "text" | "flag" };

/** A flag that is given is "yes". */
export type Values = Readonly<Record<string, readonly string[] | undefined>>;

export function textOf(values: Values, option: string): string | undefined {
  return values[option]?.at(-1);
}

export function numberOf(values: Values, option: string): number | undefined {
  const value = textOf(values, option);
  return value === undefined ? undefined : Number(value);
}

export interface FetchTalk {
  readonly fetching: (size: string) => void;
  readonly archiving: () => void;
}

export interface RunningService {
  /** Printed to stdout. */
  readonly address: string;
  /** The one it is known by. */
  readonly port: number;
  readonly folder: string;
  /** Further sentences for people. */
  readonly also: readonly ((words: ServiceWords) => string)[];
  /** Fulfilled with the reason when a process ends that nobody told to. */
  readonly failed: Promise<ServiceError>;
  close(): Promise<void>;
}
