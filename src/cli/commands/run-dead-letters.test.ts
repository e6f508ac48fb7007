import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runInProcess } from "../../../test/fixtures/cli.ts";
import { runWithControl } from "../../../test/streams/running-case.ts";
import { openStreamCase, saleText } from "../../../test/streams/stream-case.ts";

/** Rejected: 1 no total, 2 no JSON (with a control character), 3 no text, 4 cut, 5 a tombstone. */
const RECORDS = [
  saleText(1, "00:10", 10),
  saleText(4, "05:01", 0, { transaction_id: 9007199254740995n.toString(), unit_price: 12.1 }),
  "{broken \u001b[31mred}",
  Buffer.from([0x7b, 0xff, 0x00, 0x41, 0x7d]),
  `{"note":"${"é".repeat(600_000)}"}`,
  null,
].map((value) => ({ value, time: Date.UTC(2026, 10, 1, 10, 6) }));

async function stateWithLetters() {
  const stream = await openStreamCase({ timeZone: "Europe/Madrid" });
  await stream.open();
  await stream.run({ partitions: { a: RECORDS } });
  await stream.close();
  const run = (...args: string[]) =>
    runInProcess(["dead-letters", ...args, "--state", stream.folder], { cwd: stream.folder });
  return { stream, run, [Symbol.asyncDispose]: () => stream[Symbol.asyncDispose]() };
}

describe("vitrina dead-letters", () => {
  test("lists what was rejected, in both languages and for programs", async () => {
    await using letters = await stateWithLetters();
    const { code, stdout, stderr } = await letters.run("list");
    expect([code, stderr]).toEqual([0, ""]);
    const lines = stdout.split("\n");
    expect(lines[0]).toMatch(/^ID {2}Received +Reason +Partition +Offset +Record$/);
    expect(lines[2]).toMatch(/^ 1 {2}Nov 1 11:06:00 {2}Total of zero or less {2}a +1 {2}\{"transaction_id"/);
    expect(lines[3]).toContain("{broken \\x1b[31mred}");
    expect(lines[6]).toMatch(/\(no value: a tombstone\)$/);
    const spanish = await letters.run("list", "--reason", "unreadable", "--limit", "2", "--lang", "es");
    expect(spanish.stdout).toMatch(/^ID {2}Recibido +Motivo +Partición +Offset +Registro\n/);
    expect(spanish.stderr).toBe("Solo se muestran los primeros 2; con --limit se ven más.\n");
    expect(JSON.parse((await letters.run("list", "--format", "json")).stdout)).toMatchObject([
      { id: 1, reason: "non_positive_total", offset: 1, cut: false, raw: RECORDS[1]?.value },
      { id: 2, reason: "unreadable", raw: RECORDS[2]?.value },
      { id: 3, raw: null, raw_base64: Buffer.from([0x7b, 0xff, 0x00, 0x41, 0x7d]).toString("base64") },
      { id: 4, cut: true, bytes: 1_200_011 },
      { id: 5, raw: null, bytes: 0 },
    ]);
    expect(await letters.run("list", "--reason", "bad_number")).toEqual({
      code: 0,
      stdout: "",
      stderr: "No rejected records of that kind.\n",
    });
  });

  test("shows one with its bytes made safe, where it came from and what to do", async () => {
    await using letters = await stateWithLetters();
    const one = (await letters.run("show", "1", "--lang", "es")).stdout;
    expect(one).toContain("Registro rechazado 1 (abierto)\nMotivo     Total cero o menor (non_positive_total).");
    expect(one).toContain("Qué hacer  Si es una devolución o un pedido de prueba, descartarlo;");
    expect(one).toContain("Recibido   1 nov 11:06:00\n");
    expect(one.trimEnd().endsWith(String(RECORDS[1]?.value))).toBe(true);
    expect((await letters.run("show", "2")).stdout).toContain("\n\n{broken \\x1b[31mred}\n");
    expect((await letters.run("show", "3")).stdout).toMatch(
      /Not UTF-8 text, shown byte by byte:\n000000 {2}7b ff 00 41 7d {35}\{\.\.A\}\n$/,
    );
    expect((await letters.run("show", "4")).stdout).toContain("1,200,011 bytes, of which the first 65,536 were kept\n");
    expect((await letters.run("show", "5")).stdout).toContain("\n\n(no value: a tombstone)\n");
    expect(await letters.run("show", "9", "--lang", "es")).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^No hay ningún registro rechazado con el id 9\. Se listan con/),
    });
  });

  test("retries as they are or mended, says what became of each, and counts each once", async () => {
    await using letters = await stateWithLetters();
    const mended = saleText(4, "05:01", 7);
    expect(await letters.run("retry", "1", "--value", mended)).toEqual({
      code: 0,
      stdout: "1  accepted\n",
      stderr: "2 window rows changed; the stream shows them when it runs next.\n",
    });
    expect((await letters.run("retry", "1")).stderr).toMatch(/^The rejected record 1 was retried already\./);
    expect((await letters.run("retry", "4")).stderr).toMatch(/only the first 65536 of 1200011 bytes were kept/);
    const all = await letters.run("retry", "--all", "--lang", "es");
    expect(all).toEqual({
      code: 1,
      stdout: [2, 3, 5].map((id) => `${id}  rechazado otra vez: Fila ilegible (unreadable)\n`).join(""),
      stderr: expect.stringMatching(
        /^Reintentados: 3\. Aceptados: 0, duplicados: 0, rechazados otra vez: 3\.\nFila ilegible: Enviarlo .*\nQuedan como están: 1\. /,
      ),
    });
    const again = await letters.run("retry", "2", "--value", mended, "--format", "json");
    expect(JSON.parse(again.stdout)).toMatchObject({
      accepted: 0,
      duplicate: 1,
      refused: 0,
      outcomes: [{ id: 2, outcome: "duplicate" }],
      changed: 0,
    });
    expect(JSON.parse((await letters.run("list", "--status", "retried", "--format", "json")).stdout)).toHaveLength(2);
    const state = await letters.stream.open();
    expect(state.checkpoint().quality).toMatchObject({ read: 6, accepted: 2, rejected: 3, duplicate: 1 });
  });

  test("exports, and takes back what was mended in the export", async () => {
    await using letters = await stateWithLetters();
    const file = join(letters.stream.folder, "rejected.ndjson");
    expect((await letters.run("export", "-o", "rejected.ndjson")).stderr).toBe(
      "Rejected records: 5, in rejected.ndjson\n",
    );
    const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
    expect(lines.map((line) => Object.keys(JSON.parse(line)).slice(0, 3))).toEqual([
      ["id", "value", "batch"],
      ["id", "value", "batch"],
      ["id", "value", "value_base64"],
      // Cut within a character.
      ["id", "value", "value_base64"],
      ["id", "value", "batch"],
    ]);
    // An id beyond what JavaScript counts exactly stays what it is.
    const big = (lines[0] ?? "").replace('"transaction_id":"9007199254740995"', '"transaction_id":9007199254740995');
    await writeFile(file, `${big.replace('"total":0', '"total":12.10')}\n\n{"id":3,"value":"still no sale"}\n`);
    const back = await letters.run("retry", "--input", "rejected.ndjson");
    expect(back).toMatchObject({ code: 1, stdout: "1  accepted\n3  refused again: Unreadable row (unreadable)\n" });
    await letters.stream.open();
    await letters.stream.run({ partitions: { a: RECORDS } });
    expect(letters.stream.windows()).toEqual(["10:00  1 10.00 provisional", "10:05  1 12.10 provisional"]);
    await letters.stream.close();

    await letters.run("export", "-o", "rejected.csv", "--status", "all", "--lang", "es");
    const csv = (await readFile(join(letters.stream.folder, "rejected.csv"), "utf8")).split("\n");
    expect(csv[0]).toBe("id,status,reason,source,partition,offset,received,batch,bytes,note,raw,raw_base64");
    expect(csv[1]).toMatch(/^1,retried,non_positive_total,list,a,1,2026-11-01T10:06:00Z,1,\d+,,"\{""transaction_id""/);
    expect(await readdir(letters.stream.folder)).not.toContainEqual(expect.stringMatching(/\.new$/));

    await writeFile(file, '{"id":1,"value":{}}\n{"value":{}}\n');
    expect((await letters.run("retry", "--input", "rejected.ndjson")).stderr).toMatch(
      /^rejected\.ndjson, line 2: not a/,
    );
    await writeFile(file, "\n");
    expect((await letters.run("retry", "--input", "rejected.ndjson")).stderr).toMatch(/^rejected\.ndjson: there is no/);
    expect((await letters.run("retry", "--input", "absent")).stderr).toMatch(/^absent: no such file/);
  });

  test("drops with a note", async () => {
    await using letters = await stateWithLetters();
    expect(await letters.run("drop", "2", "3", "--note", "probes", "--lang", "es")).toEqual({
      code: 0,
      stdout: "",
      stderr: "Descartados: 2.\n",
    });
    expect((await letters.run("show", "2")).stdout).toMatch(/^Rejected record 2 \(dropped\)\n[\s\S]*Note +probes\n/);
    expect((await letters.run("drop", "2", "--note", "x")).code).toBe(1);
  });

  test("asks the stream itself while it runs", async () => {
    await using letters = await stateWithLetters();
    const { stream, run } = letters;
    const state = await stream.open();
    await using _running = await runWithControl(stream, state, { partitions: { a: RECORDS } });
    expect((await run("retry", "1", "--value", saleText(4, "05:01", 7))).stderr).toBe(
      "2 window rows changed; the running stream shows them.\n",
    );
    expect(await run("retry", "1", "--lang", "es")).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^El registro rechazado 1 ya se reintentó\./),
    });
    expect(state.checkpoint().quality).toMatchObject({ accepted: 2, rejected: 4 });
    expect((await stat(join(stream.folder, "control.json"))).isFile()).toBe(true);
  });

  test("tells wrong usage before anything is opened", async () => {
    for (const args of [
      ["list", "1"],
      ["list", "--note", "x"],
      ["list", "--format", "csv"],
      ["list", "--limit", "0"],
      ["list", "--reason", "ugly"],
      ["show"],
      ["show", "1", "2"],
      ["show", "one"],
      ["retry"],
      ["retry", "1", "--all"],
      ["retry", "1", "2", "--value", "{}"],
      ["retry", "1", "--value", "[]"],
      ["drop", "1"],
      ["drop", "--note", "x"],
      ["drop", "1", "--note", " "],
      ["export"],
      ["export", "-o", "x", "--format", "json"],
    ]) {
      for (const language of ["en", "es"]) {
        const { code, stdout, stderr } = await runInProcess(["dead-letters", ...args, "--lang", language]);
        expect([args, code, stdout, stderr.split("\n").length]).toEqual([args, 2, "", 2]);
      }
    }
  });
});
