import type { AnalysisId } from "../../../model/analyses/catalogue.ts";
import type { ReportContext } from "../context.ts";

/** A chart in a sentence, for whoever does not see it: what it shows and where it is highest. */
export function caption(
  id: AnalysisId,
  marks: readonly { readonly title: string; readonly value: number }[],
  { vocabulary, words }: ReportContext,
): string {
  const highest = marks.reduce<{ title: string; value: number } | null>(
    (found, mark) => (found === null || mark.value > found.value ? mark : found),
    null,
  );
  const title = vocabulary.title(id);
  return highest === null ? title : `${title}; ${words.highest({ mark: highest.title })}`;
}

export function moneyTick({ format }: ReportContext): (value: number) => string {
  return (value) => format.short(value);
}
