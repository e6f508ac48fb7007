import { basename, isAbsolute, relative, resolve } from "node:path";
import type { StreamFlags } from "./commands/stream.ts";

export type SourceKind = "kafka" | "simulator" | "http" | "file" | "stdin";

const USUAL_TOPIC = "transacciones_ventas";
export const USUAL_SEED = 42;

/** A file called like a source is named with its folder: ./kafka */
export function sourceKind({ source }: Pick<StreamFlags, "source">): SourceKind {
  switch (source) {
    case "kafka":
    case "simulator":
    case "http":
      return source;
    case "-":
      return "stdin";
    default:
      return "file";
  }
}

export function topicsOf({ topic }: Pick<StreamFlags, "topic">): readonly string[] {
  return topic === undefined ? [USUAL_TOPIC] : [...new Set(topic)];
}

/** Name of the folder for a source's state, the same for every run of it from the same place. */
export function sourceFolder(flags: StreamFlags, cwd: string): string {
  const kind = sourceKind(flags);
  switch (kind) {
    case "kafka":
      return safe(["kafka", ...topicsOf(flags)].join("-"));
    case "simulator": {
      const { seed = USUAL_SEED, scenario = "clean" } = flags;
      const own = [...(seed === USUAL_SEED ? [] : [seed]), ...(scenario === "clean" ? [] : [scenario])];
      return ["simulator", ...own].join("-");
    }
    case "http":
    case "stdin":
      return kind;
    case "file": {
      const path = relative(cwd, resolve(cwd, flags.source));
      const below = isAbsolute(path) || path.startsWith("..") ? basename(path) : path;
      return safe(`file-${below}`);
    }
  }
}

function safe(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-").slice(0, 100);
}
