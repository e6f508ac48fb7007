import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Audit, Me, Settings, Users } from "../../src/server/api/session.ts";
import type { Role } from "../../src/server/api/shop.ts";
import { ask } from "./client.ts";
import { STILL } from "./keys.ts";

export type Credentials = { readonly name: string; readonly password: string } | { readonly token: string };

const KEYS = {
  me: [STILL, "session"],
  users: [STILL, "users"],
  settings: [STILL, "settings"],
  audit: [STILL, "audit"],
} as const;

export const ME = queryOptions({
  queryKey: KEYS.me,
  queryFn: ({ signal }) => ask<Me>("/api/session", { signal }),
  staleTime: 60_000,
});

/** Who asks, and what they may. */
export function useMe() {
  return useQuery(ME);
}

export function useLogin() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: Credentials) => ask<Me>("/api/session", { method: "POST", json }),
    onSuccess: (me) => {
      // What another role was shown goes; the answer to who asks stays where the page watches it.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[1] !== KEYS.me[1] });
      client.setQueryData(KEYS.me, me);
    },
  });
}

export function useLogout() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask<null>("/api/session", { method: "DELETE" }),
    onSuccess: () => client.resetQueries(),
  });
}

export function useUsers() {
  return useQuery({ queryKey: KEYS.users, queryFn: ({ signal }) => ask<Users>("/api/users", { signal }) });
}

export function usePutUser() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: { name: string; role: Role; password: string }) =>
      ask<Users>("/api/users", { method: "POST", json }),
    onSuccess: (users) => {
      client.setQueryData(KEYS.users, users);
      return client.invalidateQueries({ queryKey: KEYS.me });
    },
  });
}

export function useRemoveUser() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => ask<Users>(`/api/users/${encodeURIComponent(name)}`, { method: "DELETE" }),
    onSuccess: (users) => {
      client.setQueryData(KEYS.users, users);
      return client.invalidateQueries({ queryKey: KEYS.me });
    },
  });
}

export function useSettings() {
  return useQuery({ queryKey: KEYS.settings, queryFn: ({ signal }) => ask<Settings>("/api/settings", { signal }) });
}

export function usePutSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: Settings) => ask<Settings>("/api/settings", { method: "PUT", json }),
    onSuccess: (settings) => {
      client.setQueryData(KEYS.settings, settings);
      return client.invalidateQueries();
    },
  });
}

export function useAudit() {
  return useQuery({ queryKey: KEYS.audit, queryFn: ({ signal }) => ask<Audit>("/api/audit", { signal }) });
}
