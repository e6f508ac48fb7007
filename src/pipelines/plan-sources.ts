import type { PlannedSource, TableEngine } from "../engines/engine.ts";
import type { Mapping } from "../model/mapping.ts";
import { MappingNeeded } from "../model/propose/mapping-needed.ts";
import { resolvePlan } from "../model/resolve-plan.ts";
import type { CsvLayout } from "../model/source-shape.ts";
import type { InputFile } from "../sources/files/input-file.ts";
import { peek } from "../sources/files/peek.ts";

interface PlanOptions {
  readonly engine: TableEngine;
  readonly inputs: readonly InputFile[];
  readonly mapping?: Mapping;
  readonly defaults: { readonly timeZone: string; readonly currency: string };
  readonly signal: AbortSignal;
}

/**
 * Looks at the head of every file and settles how its columns become sales.
 * @throws {MappingNeeded} with a proposal, for the first file that cannot be understood without a mapping.
 */
export async function planSources({ engine, inputs, mapping, defaults, signal }: PlanOptions): Promise<PlannedSource[]> {
  const sources: PlannedSource[] = [];
  for (const input of inputs) {
    signal.throwIfAborted();
    const head = await peek(input);
    const shape = await engine.inspect({
      path: input.path,
      format: head.format,
      encoding: head.encoding,
      csv: csvHints(mapping),
    });
    const resolved = resolvePlan(shape, mapping, defaults);
    if (resolved.kind === "unknown") {
      throw new MappingNeeded(input.shown, resolved.proposal);
    }
    sources.push({ shape, plan: resolved.plan, shown: input.shown });
  }
  return sources;
}

function csvHints(mapping: Mapping | undefined): Partial<CsvLayout> {
  const { delimiter, quote, encoding, header } = mapping?.csv ?? {};
  return {
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(quote === undefined ? {} : { quote, escape: quote }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(header === undefined ? {} : { header }),
  };
}
