import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly healthcheck?: unknown;
  readonly restart?: string;
}

const compose: { services: Readonly<Record<string, Service>>; volumes: Readonly<Record<string, unknown>> } = parse(
  readFileSync(join(import.meta.dirname, "..", "..", "compose.yaml"), "utf8"),
);
const services = Object.values(compose.services);

test("what it names exists: services, volumes and an image or a build for each", () => {
  for (const service of services) {
    expect([service.image, service.build].filter(Boolean)).toHaveLength(1);
    for (const needed of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty([needed]);
    for (const volume of service.volumes ?? []) expect(compose.volumes).toHaveProperty([volume.split(":", 1)[0] ?? ""]);
  }
});

test("what stays up has a health check, and nothing is published beyond this machine", () => {
  for (const service of services) {
    if (service.restart === "unless-stopped") expect(service.healthcheck).toBeDefined();
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:(\d+):\1$/);
  }
  expect(services.flatMap(({ ports = [] }) => ports).map((port) => Number(port.split(":")[1]))).toEqual(
    expect.arrayContaining([9092, 15002, 4040]),
  );
});
