import { useSaid, useWords } from "../../words/language.tsx";
import { words } from "./words.ts";

/** What a windowed query is called: `by_category` as "Category". */
export function useQueryName(): (query: string) => string {
  const totals = useSaid(words).late.by.totals;
  const sale = useWords().sale;
  return (query) => {
    const dimension = query.replace(/^by_/, "");
    if (query === "totals") return totals;
    return dimension in sale ? sale[dimension as keyof typeof sale] : query;
  };
}
