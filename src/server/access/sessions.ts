import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";

/** Whom a session was given to: a user as of a version, or whoever had the server's token. */
export interface SessionOwner {
  readonly name: string | null;
  readonly version: number;
}

export interface Sessions {
  /** A cookie's value. */
  begin(owner: SessionOwner, now: number): string;
  /** Undefined where it is over, ended or not ours. */
  owner(value: string, now: number): SessionOwner | undefined;
  end(value: string): void;
}

export const SESSION_COOKIE = "vitrina_session";
export const SESSION_SECONDS = 12 * 3600;
const KEY_BYTES = 32;

/** Sessions that outlast a restart: signed with a key that only the owner of the state can read. */
export async function openSessions(keyFile: string): Promise<Sessions> {
  const key = await readKey(keyFile);
  const ended = new Set<string>();
  const sign = (text: string) => createHmac("sha256", key).update(text).digest();

  return {
    begin({ name, version }, now) {
      const content = { name, version, until: now + SESSION_SECONDS * 1000, id: randomBytes(9).toString("base64url") };
      const text = Buffer.from(JSON.stringify(content)).toString("base64url");
      return `${text}.${sign(text).toString("base64url")}`;
    },
    owner(value, now) {
      const [text = "", signature = ""] = value.split(".");
      const [given, wanted] = [Buffer.from(signature, "base64url"), sign(text)];
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted) || ended.has(text)) return undefined;
      const { name, version, until } = JSON.parse(Buffer.from(text, "base64url").toString()) as SessionOwner & {
        until: number;
      };
      return now < until ? { name, version } : undefined;
    },
    end(value) {
      ended.add(value.split(".")[0] ?? "");
    },
  };
}

async function readKey(file: string): Promise<Buffer> {
  const known = await readFile(file).catch(() => undefined);
  if (known?.length === KEY_BYTES) return known;
  const made = randomBytes(KEY_BYTES);
  await writeFile(file, made, { mode: 0o600 });
  return made;
}
