import { useSaid } from "../../words/language.tsx";
import { phaseWords } from "./phase-words.ts";

/** What a phase of a batch or of a stream is called. */
export function usePhaseName(): (phase: string) => string {
  const said = useSaid(phaseWords);
  return (phase) => (phase in said ? said[phase as keyof typeof said] : phase);
}
