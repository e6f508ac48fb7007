import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from "react";
import { followLive } from "./follow-live.ts";
import { type LiveConnection, openLive } from "./live-connection.ts";
import { FIRST, type LiveState } from "./live-state.ts";

const Context = createContext<LiveConnection | null>(null);
const nothing = () => () => undefined;

/** Opens the one live connection and keeps the queries of all pages up with it. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const [connection, setConnection] = useState<LiveConnection | null>(null);
  useEffect(() => {
    const opened = openLive();
    const unfollow = followLive(opened, client);
    setConnection(opened);
    return () => {
      unfollow();
      opened.close();
    };
  }, [client]);
  return <Context value={connection}>{children}</Context>;
}

/** When the live figures came, where there is no connection to newer ones; else null. */
export function useLiveSince(): number | null {
  return useLive((live) => (live.connection === "offline" ? live.lastBatch : null));
}

/**
 * A part of the live state: `useLive((live) => live.windows.by_category)`. The part must be the same object until it
 * changes, so pick, and compute outside.
 */
export function useLive<Part>(pick: (state: LiveState) => Part): Part {
  const connection = use(Context);
  return useSyncExternalStore(connection?.subscribe ?? nothing, () => pick(connection?.current() ?? FIRST));
}
