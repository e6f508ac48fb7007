import { useCatalogue } from "../api/analyses.ts";
import { useLanguage, useWords } from "../words/language.tsx";

/** What a measure is and its formula, as the server computes it. */
export function MeasureDefinition({ id }: { readonly id: string }) {
  const { language } = useLanguage();
  const words = useWords().panel;
  const measure = useCatalogue().data?.measures.find((known) => known.id === id);
  if (measure === undefined) return <p>{words.loading}</p>;
  return (
    <>
      <p>{measure.definition[language]}</p>
      <p>
        {words.formula}: <code>{measure.formula[language]}</code>
      </p>
    </>
  );
}
