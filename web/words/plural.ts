import type { Language } from "./language.tsx";

/** Plural forms as Intl.PluralRules names them; both languages need these two ("many" of Spanish millions reads as other). */
export interface Plural<Values> {
  readonly one: (values: Values) => string;
  readonly other: (values: Values) => string;
}

const RULES = { en: new Intl.PluralRules("en"), es: new Intl.PluralRules("es") };

/** The form for a number: `plural(language, 2, words.rows, { n: format.count(2) })` is "2 rows". */
export function plural<Values>(language: Language, count: number, forms: Plural<Values>, values: Values): string {
  return RULES[language].select(count) === "one" ? forms.one(values) : forms.other(values);
}
