import { UserError } from "../../model/user-error.ts";

export interface RateLimit {
  /** @throws {UserError} api_too_many where `client` asked too often */
  spend(client: string, now: number): void;
}

export interface RateLimitOptions {
  /** Requests at once. */
  readonly burst: number;
  readonly perSecond: number;
}

const MOST_CLIENTS = 10_000;

/** A bucket for each client, filled at an even rate; each request takes one from it. */
export function createRateLimit({ burst, perSecond }: RateLimitOptions): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    spend(client, now) {
      const known = buckets.get(client) ?? { left: burst, at: now };
      const left = Math.min(burst, known.left + (Math.max(0, now - known.at) / 1000) * perSecond);
      // The clients that asked last are at the end.
      buckets.delete(client);
      if (left < 1) {
        buckets.set(client, { left, at: now });
        throw new UserError("api_too_many", { seconds: Math.ceil((1 - left) / perSecond) });
      }
      buckets.set(client, { left: left - 1, at: now });
      const [oldest] = buckets.keys();
      if (buckets.size > MOST_CLIENTS && oldest !== undefined) buckets.delete(oldest);
    },
  };
}
