import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { Admin } from "@platformatic/kafka";
import { afterEach, beforeEach, expect, test } from "vitest";
import { needKafkaPrograms } from "./need-kafka.ts";
import { takeTurn } from "./turn.ts";

const COMMAND = join(import.meta.dirname, "..", "..", "services", "kafka.ts");

needKafkaPrograms();

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrina-up-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

// It may have to wait for its turn.
const PATIENCE = { timeout: 600_000 };

test("up prints the address and stays; down stops it; kept data is there the next time", PATIENCE, async () => {
  const turn = await takeTurn();
  try {
    const first = await up();
    const port = first.address.split(":")[1] ?? "";
    await withAdmin(first.address, (admin) => admin.createTopics({ topics: ["kept"], partitions: -1, replicas: -1 }));
    const down = command("down", "--port", port);
    const said = text(down.stderr);
    expect([await once(down, "exit"), await said]).toEqual([[0, null], `Kafka on port ${port} is stopped.\n`]);
    expect(await first.ended).toEqual([0, null]);

    const second = await up();
    const { topics } = await withAdmin(second.address, (admin) => admin.metadata({ topics: ["kept"] }));
    expect(topics.get("kept")?.partitionsCount).toBe(3);
    second.child.kill("SIGINT");
    expect(await second.ended).toEqual([0, null]);
    await expect(withAdmin(second.address, (admin) => admin.listTopics())).rejects.toThrow();
    expect(existsSync(join(folder, "vitrina-kafka.json"))).toBe(true);
  } finally {
    turn.end();
  }
});

test("a line that is not understood is wrong usage, said in the reader's language", async () => {
  for (const [args, sentence] of [
    [["start"], '"start" no es una orden. Usar up, down o fetch.\n'],
    [["up", "--brokers", "0"], '--brokers: no se entiende "0". Se esperaba un número entero de 1 a 9.\n'],
    [["up", "--version", "2.0"], '--version: no se conoce "2.0". Se esperaba 3.9.1 o 4.1.0.\n'],
  ] as const) {
    const child = command(...args);
    const said = text(child.stderr);
    expect([await once(child, "exit"), await said]).toEqual([[2, null], sentence]);
  }
});

async function up() {
  const child = command("up", "--port", "0", "--data", folder, "--partitions", "3");
  const ended = once(child, "exit");
  const [address] = await once(createInterface({ input: child.stdout }), "line");
  return { child, ended, address: String(address) };
}

function command(...args: string[]) {
  return spawn(process.execPath, [COMMAND, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, LC_ALL: args[0] === "down" ? "en" : "es" },
  });
}

async function withAdmin<T>(address: string, use: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = new Admin({ clientId: "test", bootstrapBrokers: [address], retries: 0 });
  try {
    return await use(admin);
  } finally {
    await admin.close();
  }
}
