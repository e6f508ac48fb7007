import { createHash, timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
import { UserError } from "../../model/user-error.ts";

export interface TrustOptions {
  /** Where it listens. */
  readonly host: string;
  readonly token: string | undefined;
  /** Names besides its own under which it may be called, behind a proxy or in a container. */
  readonly allowedHosts: readonly string[];
}

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  return name === "localhost" || name === "::1" || (isIP(name) === 4 && name.startsWith("127."));
}

/**
 * A check of who asks: throws UserError ingest_host, ingest_origin, ingest_no_token or ingest_wrong_token. The name
 * in Host must be known, or a page could reach this machine under a name of its own (DNS rebinding); an address in
 * numbers cannot be such a name.
 */
export function createGuard({ host, token, allowedHosts }: TrustOptions): (request: Request) => void {
  const names = new Set([host, ...allowedHosts].map((name) => hostName(name) ?? name.toLowerCase()));
  const wide = !isLoopback(host);
  const wanted = token === undefined ? undefined : digest(token);

  function isKnown(name: string): boolean {
    return names.has(name) || isLoopback(name) || (wide && isIP(name.replace(/^\[(.*)\]$/, "$1")) !== 0);
  }

  return ({ headers }) => {
    const given = headers.get("host") ?? "";
    const name = hostName(given);
    if (name === undefined || !isKnown(name)) throw new UserError("ingest_host", { host: shortened(given) });
    const origin = headers.get("origin");
    if (origin !== null && !isSameHost(origin, given)) {
      throw new UserError("ingest_origin", { origin: shortened(origin) });
    }
    if (headers.get("sec-fetch-site") === "cross-site") throw new UserError("ingest_origin", { origin: "?" });
    if (wanted === undefined) return;
    const [, sent] = /^Bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "") ?? [];
    if (sent === undefined) throw new UserError("ingest_no_token", {});
    if (!timingSafeEqual(digest(sent), wanted)) throw new UserError("ingest_wrong_token", {});
  };
}

/** The name without the port, in small letters. */
function hostName(host: string): string | undefined {
  const [, name] = /^(\[[\da-f:.]+\]|[^:/\s@]+)(?::\d+)?$/i.exec(host.trim()) ?? [];
  return name?.toLowerCase().replace(/\.$/, "");
}

function isSameHost(origin: string, host: string): boolean {
  try {
    return new URL(origin).host === host.trim().toLowerCase();
  } catch {
    return false;
  }
}

/** Equal in length, so that the comparison takes the same time for every token. */
function digest(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

function shortened(text: string): string {
  return text.slice(0, 100);
}
