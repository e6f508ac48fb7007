import { expect, test } from "vitest";
import { createStatusLine } from "./status-line.ts";

test("what others write appears above the line, which is drawn again below it", () => {
  let screen = "";
  const status = createStatusLine({
    isTTY: true,
    columns: 70,
    write(text, done) {
      screen += text;
      done();
      return true;
    },
  });
  status.output.write("begin\n", () => undefined);
  status.show("one");
  status.output.write("news\n", () => undefined);
  status.show("two");
  status.clear();
  status.output.write("end\n", () => undefined);
  const erase = "\r\x1b[2K";
  expect(screen).toBe(`begin\none${erase}news\none${erase}two${erase}end\n`);
  expect(status.output).toMatchObject({ isTTY: true, columns: 70 });
});
