import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { runInProcess } from "../fixtures/cli.ts";

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly healthcheck?: unknown;
  readonly restart?: string;
  readonly profiles?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const compose: { services: Readonly<Record<string, Service>>; volumes: Readonly<Record<string, unknown>> } = parse(
  readFileSync(join(import.meta.dirname, "..", "..", "compose.yaml"), "utf8"),
  { merge: true },
);
const services = Object.values(compose.services);
const dockerfile = readFileSync(join(import.meta.dirname, "..", "..", "Dockerfile"), "utf8");

test("what it names exists: services, volumes and an image or a build for each", () => {
  for (const service of services) {
    expect([service.image, service.build].filter(Boolean)).toHaveLength(1);
    for (const needed of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty([needed]);
    for (const volume of service.volumes ?? []) expect(compose.volumes).toHaveProperty([volume.split(":", 1)[0] ?? ""]);
  }
});

test("what stays up has a health check, and nothing is published beyond this machine", () => {
  for (const service of services) {
    const checked = service.build === undefined ? service.healthcheck : dockerfile.match(/^HEALTHCHECK/m);
    if (service.restart === "unless-stopped") expect(checked).toBeTruthy();
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:(\d+):\1$/);
  }
  expect(services.flatMap(({ ports = [] }) => ports).map((port) => Number(port.split(":")[1]))).toEqual(
    expect.arrayContaining([9092, 15002, 4040, 9870]),
  );
});

test("the console's command has options that exist, and the image does not run as root", async () => {
  const [name = "", ...options] = compose.services.vitrina?.command ?? [];
  const { stdout } = await runInProcess([name, "--help"], { cwd: import.meta.dirname });
  for (const option of options) expect(stdout).toContain(`${option.split("=", 1)[0]} `);
  expect(options).toContain("--host=0.0.0.0");
  expect(dockerfile).toMatch(/^USER node$/m);
});

test("what a profile's services need is in the profile, or always there", () => {
  for (const { profiles = [], depends_on = {} } of services) {
    for (const needed of Object.keys(depends_on)) {
      const those = compose.services[needed]?.profiles;
      if (those !== undefined) expect(those).toEqual(expect.arrayContaining([...profiles]));
    }
  }
});

test("no two services of what may run together publish the same port, and Spark leaves Vitrina's alone", () => {
  for (const profile of ["spark", "cluster"]) {
    const chosen = services.filter(
      ({ profiles = [profile] }) => profiles.includes(profile) || profiles.includes("hdfs"),
    );
    const ports = chosen.flatMap((service) => service.ports ?? []);
    expect(new Set(ports).size).toBe(ports.length);
  }
  const conf = (name: string) => compose.services[name]?.command ?? [];
  for (const name of ["spark", "spark-cluster"]) {
    expect(conf(name)).toEqual(expect.arrayContaining(["spark.ui.port=4041", "spark.sql.session.timeZone=UTC"]));
  }
});

test("the images run the versions that the tests run", () => {
  const pom = readFileSync(join(import.meta.dirname, "..", "..", "services", "pom.xml"), "utf8");
  const images = services.flatMap(({ image }) => image ?? []);
  for (const image of images) {
    const [, version = "?"] = /:(\d+\.\d+\.\d+)/.exec(image) ?? [];
    expect(pom).toContain(version);
  }
  for (const packages of services.flatMap(({ command = [] }) =>
    command.filter((word) => word.includes("spark-connect_")),
  )) {
    expect(packages.split(",").map((name) => name.split(":")[2])).toEqual(["3.5.7", "3.5.7"]);
  }
});
