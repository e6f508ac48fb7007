import { expect, test } from "vitest";
import { runInProcess } from "../../test/fixtures/cli.ts";

test.each([
  [["bacth"], 'Unknown command "bacth". Did you mean batch? See vitrina --help.'],
  [["zzz"], 'Unknown command "zzz". See vitrina --help.'],
  [["batch"], "INPUT is missing. See vitrina batch --help."],
  [
    ["batch", "x", "--analisys", "all"],
    "Unknown option --analisys. Did you mean --analysis? See vitrina batch --help.",
  ],
  [["batch", "x", "-z"], "Unknown option -z. See vitrina batch --help."],
  [["batch", "x", "--mapping"], "--mapping needs a value. See vitrina batch --help."],
  [["generate"], "-o, --output is missing. See vitrina generate --help."],
  [["demo", "analyses"], "demo takes no arguments, and 1 was given. See vitrina demo --help."],
  [["analyses", "a", "b"], "analyses takes no arguments, and 2 were given. See vitrina analyses --help."],
  [["batch", "x", "--format", "jsn"], '--format: "jsn" is not understood. Expected table or json.'],
  [["batch", "x", "--lang", "fr"], '--lang: "fr" is not understood. Expected es or en.'],
  [["generate", "-o", "x", "--rows", "0"], /^--rows: "0" is not understood\. Expected a whole number of rows/],
  [["batch", "x", "--time-zone", "Europe/Madird"], /perhaps Europe\/Madrid,/],
  [["batch", "x", "--analysis", "sales_by_mounth"], /^--analysis: "sales_by_mounth" .*perhaps sales_by_month/],
  [["batch", "x", "--analysis", "ventas_por_mez"], /perhaps sales_by_month/],
])("wrong usage: %j", async (argv, sentence) => {
  const { code, stdout, stderr } = await runInProcess(argv);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  if (typeof sentence === "string") expect(stderr).toBe(`${sentence}\n`);
  else expect(stderr.trimEnd()).toMatch(sentence);
  expect(stderr.split("\n")).toHaveLength(2);
});

test.each([
  [["bacth"], 'Orden desconocida "bacth". ¿Quizá batch? Ver vitrina --help.'],
  [["batch"], "Falta ENTRADA. Ver vitrina batch --help."],
  [["batch", "x", "--analisys", "all"], "Opción desconocida --analisys. ¿Quizá --analysis? Ver vitrina batch --help."],
  [["batch", "x", "--mapping"], "--mapping necesita un valor. Ver vitrina batch --help."],
  [["generate"], "Falta -o, --output. Ver vitrina generate --help."],
  [["demo", "x"], "demo no admite argumentos y se dio 1. Ver vitrina demo --help."],
  [["batch", "x", "--format", "jsn"], '--format: no se entiende "jsn". Se esperaba table o json.'],
])("the same in Spanish: %j", async (argv, sentence) => {
  const run = await runInProcess(argv, { env: { LC_ALL: "", LANG: "es_MX.UTF-8" } });
  expect(run).toEqual({ code: 2, stdout: "", stderr: `${sentence}\n` });
});

test("what was typed cannot steer the terminal", async () => {
  const { stderr } = await runInProcess(["\x1b[2Jbatch"]);
  expect(stderr).toContain('Unknown command "\\x1b[2Jbatch"');
});
