import type { QueryClient } from "@tanstack/react-query";
import { FIGURES, NOW } from "../api/keys.ts";
import type { LiveConnection } from "./live-connection.ts";

const PACE = [
  { key: NOW, everyMs: 1000 },
  { key: FIGURES, everyMs: 5000 },
] as const;

/** Asks the queries on view again after a batch, each group at its pace: the first change at once, the last one surely. */
export function followLive(connection: LiveConnection, client: QueryClient): () => void {
  let seen = connection.current();
  const groups = PACE.map(({ key, everyMs }) =>
    createGroup(() => client.invalidateQueries({ queryKey: [key] }), everyMs),
  );
  const unsubscribe = connection.subscribe(() => {
    const before = seen;
    seen = connection.current();
    const isBack = before.connection === "offline" && seen.connection === "open";
    if (isBack) void client.invalidateQueries();
    else if (before.batch !== seen.batch || before.status !== seen.status) for (const group of groups) group.ask();
  });
  return () => {
    unsubscribe();
    for (const group of groups) group.stop();
  };
}

function createGroup(refetch: () => Promise<void>, everyMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;

  async function run(): Promise<void> {
    isAsked = false;
    timer = setTimeout(() => undefined, everyMs);
    const started = Date.now();
    await refetch();
    clearTimeout(timer);
    // Paced from the answer on: a slow server is not asked faster than it answers.
    timer = setTimeout(rest, Math.max(everyMs - (Date.now() - started), everyMs / 4));
  }

  function rest(): void {
    timer = undefined;
    if (isAsked) void run();
  }

  return {
    ask() {
      isAsked = true;
      if (timer === undefined) void run();
    },
    stop: () => clearTimeout(timer),
  };
}
