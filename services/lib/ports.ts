import { randomInt } from "node:crypto";
import { createServer, type Server } from "node:net";

/**
 * Below the range that systems give to outgoing connections: a client that keeps calling a stopped broker from such a
 * port could take the broker's own, or reach itself.
 */
const FIRST = 20_000;
const LAST = 29_999;

/** Ports on which nothing listens, asked of the system. */
export async function freePorts(count: number): Promise<number[]> {
  const held: Server[] = [];
  const ports: number[] = [];
  try {
    while (ports.length < count) {
      const port = randomInt(FIRST, LAST + 1);
      const server = await listen(port);
      if (server === null) continue;
      held.push(server);
      ports.push(port);
    }
  } finally {
    await Promise.all(held.map(close));
  }
  return ports;
}

export async function isFree(port: number): Promise<boolean> {
  const server = await listen(port);
  if (server === null) return false;
  await close(server);
  return true;
}

function listen(port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
