import { measures as english } from "../../i18n/en/analyses.ts";
import { measures as spanish } from "../../i18n/es/analyses.ts";
import { isMeasure, MEASURES } from "../../model/measures.ts";
import type { RunLook } from "./run-look.ts";

/** A figure's name and value as people read them. */
export function figureText(
  name: string,
  value: string | number | null,
  { language, format }: RunLook,
): readonly [name: string, value: string] {
  if (!isMeasure(name)) return [name, typeof value === "number" ? format.count(value) : (value ?? "–")];
  const words = language === "es" ? spanish : english;
  return [words[name].label, format.cell(MEASURES[name].unit, value)];
}
