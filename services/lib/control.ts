import { once } from "node:events";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { basename, join } from "node:path";

/**
 * A running service listens on a socket named after its port; whoever connects asks it to stop, and the socket closes
 * when it has. Unlike a file with a process id it cannot name somebody else's process.
 */
export async function listenForStop(kind: string, port: number): Promise<{ asked: Promise<void>; close(): void }> {
  const path = join(folderOf(kind), `${port}.socket`);
  let stop: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    stop = resolve;
  });
  // Whoever has the port is the only one; what is left of another is void.
  rmSync(path, { force: true });
  const askers: Socket[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    askers.push(socket);
    stop();
  });
  server.listen(path);
  await once(server, "listening");
  server.unref();
  const close = () => {
    server.close();
    for (const asker of askers) asker.destroy();
  };
  return { asked, close };
}

/** Stops those of this kind, or the one with the port, and waits for them. Returns the ports of those that ran. */
export async function stopRunning(kind: string, port?: number): Promise<number[]> {
  const folder = folderOf(kind);
  const sockets = readdirSync(folder).filter((name) => port === undefined || name === `${port}.socket`);
  const stopped = await Promise.all(
    sockets.map(async (name) => ((await askToStop(join(folder, name))) ? [Number(basename(name, ".socket"))] : [])),
  );
  return stopped.flat();
}

async function askToStop(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, "connect");
  } catch {
    rmSync(path, { force: true });
    return false;
  }
  socket.on("error", () => undefined);
  socket.resume();
  await once(socket, "close");
  return true;
}

function folderOf(kind: string): string {
  const folder = join(tmpdir(), `vitrina-${kind}-running-${userInfo().username}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
