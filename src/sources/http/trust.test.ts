import { describe, expect, it } from "vitest";
import { createGuard, isLoopback } from "./trust.ts";

const hosts = (guard: (request: Request) => void, names: readonly string[]) =>
  names.filter((host) => {
    try {
      guard(new Request("http://localhost/", { headers: { host } }));
      return true;
    } catch {
      return false;
    }
  });

describe("isLoopback", () => {
  it("knows the addresses that only this machine can reach", () => {
    const names = [
      "127.0.0.1",
      "127.9.9.9",
      "localhost",
      "::1",
      "[::1]",
      "0.0.0.0",
      "::",
      "10.0.0.1",
      "127.0.0.1.nip.io",
    ];
    expect(names.filter(isLoopback)).toEqual(["127.0.0.1", "127.9.9.9", "localhost", "::1", "[::1]"]);
  });
});

describe("createGuard", () => {
  const NAMES = [
    "localhost",
    "LOCALHOST:80",
    "127.0.0.1:4040",
    "[::1]:4040",
    "192.168.1.7",
    "[fe80::1]",
    "shop.example",
    "shop.example.:80",
  ];
  const LIES = [
    "",
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil.example@localhost",
    "localhost:80:80",
    "a b",
  ];

  it("knows the names of this machine where it listens for itself alone", () => {
    const guard = createGuard({ host: "127.0.0.1", token: undefined, allowedHosts: [] });
    expect(hosts(guard, [...NAMES, ...LIES])).toEqual(NAMES.slice(0, 4));
  });

  it("knows its addresses and the names allowed where it listens for others", () => {
    const guard = createGuard({ host: "0.0.0.0", token: undefined, allowedHosts: ["Shop.example:443"] });
    expect(hosts(guard, [...NAMES, ...LIES])).toEqual(NAMES);
  });

  it("refuses what a page of another site sends, whatever its origin says", () => {
    const guard = createGuard({ host: "127.0.0.1", token: undefined, allowedHosts: [] });
    const headers = { host: "localhost:4040", "sec-fetch-site": "cross-site" };
    expect(() => guard(new Request("http://localhost/", { headers }))).toThrow("may not send sales here");
  });
});
