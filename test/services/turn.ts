import { mkdirSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { availableParallelism, tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/** Enough for tests of two files to overlap; a broker takes a core and half a gigabyte while it starts. */
const PLACES = Math.max(2, Math.min(4, Math.floor(availableParallelism() / 2)));

let place: Promise<Place> | null = null;
let users = 0;

/**
 * Waits until few enough services run on this machine, over all processes. The services of one test file share its
 * place: two files that each have a broker and wait for room for a Spark would wait for ever.
 */
export async function takeTurn(): Promise<Place> {
  users++;
  place ??= findPlace();
  const taken = await place;
  let over = false;
  return {
    end() {
      if (over) return;
      over = true;
      users--;
      if (users > 0) return;
      place = null;
      taken.end();
    },
  };
}

/**
 * A place is a socket that its holder listens on, so it is free again however the holder ends; who waits is connected
 * to it and hears the end.
 */
async function findPlace(): Promise<Place> {
  const folder = join(tmpdir(), `vitrina-turns-${userInfo().username}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const places = Array.from({ length: PLACES }, (_, place) => join(folder, `${place}.socket`));
  for (;;) {
    for (const place of places) {
      const taken = await occupy(place);
      if (taken !== null) return taken;
    }
    await Promise.race(places.map(untilFree));
  }
}

interface Place {
  end(): void;
}

function occupy(path: string): Promise<Place | null> {
  return new Promise((resolve) => {
    const waiting = new Set<Socket>();
    const server = createServer((socket) => {
      waiting.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => waiting.delete(socket));
    });
    const end = () => {
      server.close();
      for (const socket of waiting) socket.destroy();
    };
    server.once("error", () => resolve(null));
    server.listen(path, () => {
      server.unref();
      resolve({ end });
    });
  });
}

function untilFree(path: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.resume();
    socket.once("error", () => {
      // Nobody listens: its holder was killed, and its file is in the way.
      rmSync(path, { force: true });
      resolve();
    });
    socket.once("close", () => resolve());
  });
}
