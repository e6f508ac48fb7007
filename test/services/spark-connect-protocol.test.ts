import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createFileRegistry, type DescField, type DescFile, type DescMessage, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { describe, expect, test } from "vitest";
import { findSpark, type SparkLine } from "../../services/spark/jars.ts";
import { file_command } from "../../src/engines/spark/connect/protocol/generated/command_pb.js";
import { file_error } from "../../src/engines/spark/connect/protocol/generated/error_pb.js";
import { file_execute } from "../../src/engines/spark/connect/protocol/generated/execute_pb.js";
import { file_relation } from "../../src/engines/spark/connect/protocol/generated/relation_pb.js";
import { file_service } from "../../src/engines/spark/connect/protocol/generated/service_pb.js";
import { file_value } from "../../src/engines/spark/connect/protocol/generated/value_pb.js";
import { SQL_STATES } from "../../src/engines/spark/connect/sql-states.ts";
import { zipEntries } from "../fixtures/zip-entries.ts";
import { canRun } from "./can-run.ts";

const files = [file_command, file_error, file_execute, file_relation, file_service, file_value];

/** What Spark 3.5 does not know; the client must not rely on it. */
const NEWER = [
  /\.(client_observed_)?server_side_session_id /,
  /^spark\.connect\.ExecutePlanResponse\.execution_progress /,
  /^spark\.connect\.ExecutePlanResponse\.ExecutionProgress\./,
  /^spark\.connect\.ExecutePlanResponse\.ObservedMetrics\.keys /,
  /^spark\.connect\.(ReleaseSession|FetchErrorDetails)/,
  /^spark\.connect\.SparkConnectService\.(ReleaseSession|FetchErrorDetails) /,
];

describe("in Spark 3.5", () => {
  needJars("3.5");

  test("each field, label, choice, value and method is Spark's own", () => {
    const { known } = comparable("3.5");
    const ours = files.flatMap(facts);
    expect(ours.length).toBeGreaterThan(250);
    expect(ours.filter((fact) => !known.has(fact) && !NEWER.some((newer) => newer.test(fact)))).toEqual([]);
  });

  test("what is marked as newer is not there, nor its numbers", () => {
    const { known, numbers } = comparable("3.5");
    const newer = files.flatMap(facts).filter((fact) => NEWER.some((pattern) => pattern.test(fact)));
    expect(newer.length).toBeGreaterThan(30);
    expect(newer.filter((fact) => known.has(fact) || numbered(fact).some((number) => numbers.has(number)))).toEqual([]);
  });

  test("the states of its error classes are Spark's own", () => {
    const classes = JSON.parse(readErrorClasses()) as Record<string, { readonly sqlState?: string }>;
    const states = Object.entries(classes)
      .map(([name, { sqlState }]) => ({ name, sqlState }))
      .filter(({ sqlState }) => sqlState !== undefined);
    const ours = SQL_STATES.trim()
      .split("\n")
      .flatMap((line) => {
        const [sqlState, ...names] = line.trim().split(" ");
        return names.map((name) => ({ name, sqlState }));
      });
    const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, "en");
    expect(ours.toSorted(byName)).toEqual(states.toSorted(byName));
  });
});

describe("in Spark 4.1", () => {
  needJars("4.1");

  test("everything is Spark's own", () => {
    const { known } = comparable("4.1");
    expect(files.flatMap(facts).filter((fact) => !known.has(fact))).toEqual([]);
  });
});

/** Skips the tests beside it where the jars are not there. */
function needJars(line: SparkLine): void {
  canRun(() => findSpark(line));
}

/** Everything that decides the bytes: names of fields only help to read. */
function facts(file: DescFile): readonly string[] {
  return [
    ...file.messages.flatMap(messageFacts),
    ...file.enums.flatMap(({ typeName, values }) =>
      values.map((value) => `${typeName}.${value.name} = ${value.number}`),
    ),
    ...file.services.flatMap(({ typeName, methods }) =>
      methods.map(
        (method) =>
          `${typeName}.${method.name} ${method.methodKind} ${method.input.typeName} ${method.output.typeName}`,
      ),
    ),
  ];
}

function messageFacts(message: DescMessage): readonly string[] {
  return [
    ...message.fields.map(
      (field) => `${message.typeName}.${field.name} ${field.number} ${typeOf(field)} of ${field.oneof?.name ?? "none"}`,
    ),
    ...message.nestedMessages.flatMap(messageFacts),
    ...message.nestedEnums.flatMap(({ typeName, values }) =>
      values.map((value) => `${typeName}.${value.name} = ${value.number}`),
    ),
  ];
}

function typeOf(field: DescField): string {
  const label = `${field.presence}${"packed" in field && field.packed ? " packed" : ""}`;
  switch (field.fieldKind) {
    case "list":
      return `${label} list of ${field.listKind} ${field.message?.typeName ?? field.enum?.typeName ?? field.scalar}`;
    case "map":
      return `${label} map of ${field.mapKey} ${field.message?.typeName ?? field.enum?.typeName ?? field.scalar}`;
    default:
      return `${label} ${field.fieldKind} ${field.message?.typeName ?? field.enum?.typeName ?? field.scalar}`;
  }
}

/** "spark.connect.X 15" of the field "spark.connect.X.name 15 …". */
function numbered(fact: string): readonly string[] {
  const [name = "", number = ""] = fact.split(" ");
  return /^\d+$/.test(number) ? [`${name.slice(0, name.lastIndexOf("."))} ${number}`] : [];
}

function comparable(line: SparkLine) {
  const spark = readSparkProtocol(line).flatMap(facts);
  return { known: new Set(spark), numbers: new Set(spark.flatMap(numbered)) };
}

/** The .proto files in Spark's jar, compiled. */
function readSparkProtocol(line: SparkLine): readonly DescFile[] {
  const folder = mkdtempSync(join(tmpdir(), "spark-protocol-"));
  try {
    const wanted = /^(spark\/connect\/(?!example)\w+|google\/rpc\/error_details)\.proto$/;
    for (const [name, content] of zipEntries(jar(line, "spark-connect_"), (entry) => wanted.test(entry))) {
      mkdirSync(join(folder, dirname(name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const buf = join("node_modules", ".bin", "buf");
    const built = spawnSync(buf, ["build", folder, "-o", "-#format=binpb"], { maxBuffer: 64 * 1024 * 1024 });
    expect(String(built.stderr)).toBe("");
    return [...createFileRegistry(fromBinary(FileDescriptorSetSchema, built.stdout)).files];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readErrorClasses(): string {
  const name = "error/error-classes.json";
  return String(zipEntries(jar("3.5", "spark-common-utils_"), (entry) => entry === name).get(name));
}

function jar(line: SparkLine, prefix: string): string {
  const jars = join(findSpark(line), "jars");
  const name = readdirSync(jars).find((file) => file.startsWith(prefix));
  if (name === undefined) throw new Error(`No jar ${prefix}… among Spark's.`);
  return join(jars, name);
}
