import { vi } from "vitest";
import { tableEngineContract } from "../contracts/table-engine.ts";
import { openTestEngine } from "../spark/open-engine.ts";
import { needSpark } from "./need-spark.ts";

/** A cluster has more to do before the first row than an engine in this process, and the machine may be busy. */
vi.setConfig({ testTimeout: 600_000 });

const needed = needSpark({ memory: "2g" });
if (needed.available) {
  tableEngineContract("spark", () => openTestEngine(needed.spark.address), { handsOverMarks: true });
}
