import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { UserError } from "../../model/user-error.ts";
import type { Role } from "../api/shop.ts";

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);
/** As OWASP asks of scrypt: 128 MiB a guess. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 };
const [SALT_BYTES, KEY_BYTES] = [16, 32];

interface StoredUser {
  readonly name: string;
  readonly role: Role;
  readonly created: string;
  readonly salt: string;
  readonly key: string;
  /** Rises when the password or the role changes: sessions from before are over. */
  readonly version: number;
}

export type KnownUser = Pick<StoredUser, "name" | "role" | "created" | "version">;

export interface UserStore {
  list(): readonly KnownUser[];
  find(name: string): KnownUser | undefined;
  /** The user whose password this is; takes as long for names that do not exist. */
  check(name: string, password: string): Promise<KnownUser | undefined>;
  /** @throws {UserError} api_first_admin, api_last_admin */
  put(user: { readonly name: string; readonly role: Role; readonly password: string }, now: Date): Promise<void>;
  /** @throws {UserError} api_user_unknown, api_last_admin */
  remove(name: string): Promise<void>;
}

/** Users in a file that only its owner reads. @throws {UserError} sessions_damaged */
export async function openUserStore(file: string): Promise<UserStore> {
  let users = await readUsers(file);
  const find = (name: string) => users.find((user) => user.name === name);
  const admins = () => users.filter(({ role }) => role === "admin");

  async function write(next: readonly StoredUser[]): Promise<void> {
    await writeFile(`${file}.new`, JSON.stringify(next, null, 2), { mode: 0o600 });
    await rename(`${file}.new`, file);
    users = next;
  }

  return {
    list: () => users,
    find,
    async check(name, password) {
      const user = find(name);
      const salt = Buffer.from(user?.salt ?? "", "base64url");
      const key = await derive(password.normalize("NFKC"), salt, KEY_BYTES, COST);
      return user !== undefined && timingSafeEqual(key, Buffer.from(user.key, "base64url")) ? user : undefined;
    },
    async put({ name, role, password }, now) {
      const before = find(name);
      if (users.length === 0 && role !== "admin") throw new UserError("api_first_admin", {});
      if (before?.role === "admin" && role !== "admin" && admins().length === 1) {
        throw new UserError("api_last_admin", { name });
      }
      const salt = randomBytes(SALT_BYTES);
      const key = await derive(password.normalize("NFKC"), salt, KEY_BYTES, COST);
      const user: StoredUser = {
        name,
        role,
        created: before?.created ?? now.toISOString(),
        salt: salt.toString("base64url"),
        key: key.toString("base64url"),
        version: (before?.version ?? now.getTime()) + 1,
      };
      await write([...users.filter((other) => other.name !== name), user]);
    },
    async remove(name) {
      const user = find(name);
      if (user === undefined) throw new UserError("api_user_unknown", { name });
      if (user.role === "admin" && admins().length === 1 && users.length > 1) {
        throw new UserError("api_last_admin", { name });
      }
      await write(users.filter((other) => other.name !== name));
    },
  };
}

async function readUsers(file: string): Promise<readonly StoredUser[]> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as StoredUser[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    // Without users everybody would be let in.
    throw new UserError("sessions_damaged", { file }, { cause: error });
  }
}
