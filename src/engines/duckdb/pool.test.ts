import { expect, test } from "vitest";
import { createPool } from "./pool.ts";

test("as many at a time as there are, the others in order, also behind one that failed", async () => {
  const pool = createPool(["a", "b"]);
  const used: string[] = [];
  const gates = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
  const runs = gates.map((gate, index) =>
    pool.use(async (one) => {
      used.push(`${index}${one}`);
      await gate.promise;
    }),
  );
  expect(used).toEqual(["0b", "1a"]);
  gates[1]?.reject(new Error("failed"));
  await expect(runs[1]).rejects.toThrow("failed");
  expect(used).toEqual(["0b", "1a", "2a"]);
  gates[0]?.resolve();
  await runs[0];
  expect(used).toEqual(["0b", "1a", "2a", "3b"]);
  gates[2]?.resolve();
  gates[3]?.resolve();
  await Promise.all([runs[2], runs[3]]);
});
