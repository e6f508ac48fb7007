import { extname } from "node:path";
import { UserError } from "../model/user-error.ts";
import { isScenarioName, SCENARIO_NAMES, type ScenarioName } from "./scenarios.ts";

export type FileFormat = "csv" | "ndjson" | "parquet";
export type Compression = "none" | "gzip" | "zstd";

/** What is to be drawn; everything that the bytes depend on, besides the format. */
export interface SalesPlan {
  readonly rows: number;
  /** Sales fall within [start, start + seconds): seconds since 1970 on the shop's clock. */
  readonly start: number;
  readonly seconds: number;
  /** Where this seed's rows lie among all numbers that are hashed. */
  readonly key: bigint;
  readonly uniform: boolean;
  readonly scenario: ScenarioName;
}

export interface PlanOptions {
  readonly rows?: number;
  readonly days?: number;
  readonly end?: Date | string;
  readonly seed?: number;
  readonly uniform?: boolean;
  readonly scenario?: string;
}

const DAY = 86_400;
const MOST_ROWS = 2_000_000_000;
const MOST_DAYS = 3660;
const FIRST_SECOND = Date.UTC(1970, 0, 1) / 1000;
const LAST_SECOND = Date.UTC(9999, 11, 31) / 1000;

/** Checks and completes the options. Throws UserError "bad_option". */
export function planSales(
  { rows = 100_000, days = 30, end, seed = 42, uniform = false, scenario = "clean" }: PlanOptions,
  now: Date,
): SalesPlan {
  if (!isWithin(rows, 1, MOST_ROWS)) throw refuse("--rows", rows, `1 … ${MOST_ROWS}`);
  if (!isWithin(days, 1, MOST_DAYS)) throw refuse("--days", days, `1 … ${MOST_DAYS}`);
  if (!isWithin(seed, 0, Number.MAX_SAFE_INTEGER)) throw refuse("--seed", seed, `0 … ${Number.MAX_SAFE_INTEGER}`);
  if (!isScenarioName(scenario)) throw refuse("--scenario", scenario, SCENARIO_NAMES.join(", "));
  const last = end === undefined ? midnightBefore(now) : secondOf(end);
  const seconds = days * DAY;
  if (last === undefined || last - seconds < FIRST_SECOND || last > LAST_SECOND) {
    throw refuse("--end", end instanceof Date ? String(end) : (end ?? ""), "yyyy-MM-dd[THH:mm[:ss[Z]]]");
  }
  return { rows, start: last - seconds, seconds, key: keyOf(seed), uniform, scenario };
}

const FORMATS: Readonly<Record<string, FileFormat>> = {
  ".csv": "csv",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
  ".json": "ndjson",
  ".parquet": "parquet",
};

/** The format that a file's name ends in, below .gz or .zst; CSV where it tells nothing. */
export function formatOf(file: string): FileFormat {
  return FORMATS[extname(file.replace(/\.(gz|zst)$/i, "")).toLowerCase()] ?? "csv";
}

/** How text is compressed, by the end of the file's name. */
export function compressionOf(file: string): Compression {
  const [, ending] = /\.(gz|zst)$/i.exec(file) ?? [];
  return ending === undefined ? "none" : ending.toLowerCase() === "gz" ? "gzip" : "zstd";
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function refuse(option: string, value: number | string, expected: string): UserError {
  return new UserError("bad_option", { option, value: String(value), expected });
}

function midnightBefore(now: Date): number {
  return Math.floor(now.getTime() / 1000 / DAY) * DAY;
}

const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i;

/** A text without offset is the shop's clock as it stands; an instant is read on a clock of UTC. */
function secondOf(end: Date | string): number | undefined {
  const time = end instanceof Date ? end.getTime() : instantOf(end);
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}

function instantOf(text: string): number {
  const [, day, time = "00:00", zone = "Z"] = MOMENT.exec(text.trim()) ?? [];
  return day === undefined ? Number.NaN : Date.parse(`${day}T${time}${zone.toUpperCase()}`);
}

/** Spreads seeds over 62 bits (SplitMix64, https://doi.org/10.1145/2714064.2660195), so that no two share rows. */
function keyOf(seed: number): bigint {
  const wrap = (value: bigint) => BigInt.asUintN(64, value);
  let key = wrap((BigInt(seed) + 1n) * 0x9e3779b97f4a7c15n);
  key = wrap((key ^ (key >> 30n)) * 0xbf58476d1ce4e5b9n);
  key = wrap((key ^ (key >> 27n)) * 0x94d049bb133111ebn);
  return (key ^ (key >> 31n)) >> 2n;
}
