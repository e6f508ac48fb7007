import { useLetterCounts } from "../../api/dead-letters.ts";
import { useLanguage } from "../../words/language.tsx";

/** What a rule is called; its id where the server has not said. */
export function useRuleName(): (rule: string) => string {
  const { language } = useLanguage();
  const rules = useLetterCounts(60).data?.rules;
  return (rule) => rules?.find(({ reason }) => reason === rule)?.label[language] ?? rule;
}
