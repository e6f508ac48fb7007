import { tableEngineContract } from "../../../test/contracts/table-engine.ts";
import { openDuckDbEngine } from "./engine.ts";

tableEngineContract("duckdb", () => openDuckDbEngine({ threads: 2, memory: "512MB" }), {
  handsOverMarks: false,
  pieceBytes: 64 * 2 ** 20,
});
