import { availableParallelism, cpus, totalmem } from "node:os";
import { measuringMethod } from "./measure.ts";

/** Where the figures were taken and how: printed above every table. */
export function describeMachine(): string {
  const processor = cpus()[0]?.model.trim() ?? process.arch;
  const memory = Math.round(totalmem() / 1024 ** 3);
  return [
    `${availableParallelism()} cores (${processor}), ${memory} GiB, ${process.platform} ${process.arch}, Node.js ${process.versions.node}`,
    measuringMethod(),
    "One warm-up each, then all in turn; ratios compare runs of the same round.",
  ]
    .map((line) => `${line}\n`)
    .join("");
}
