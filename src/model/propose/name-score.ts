import type { SaleColumn } from "../sale.ts";
import { CURRENCY_WORDS, nameWords, SYNONYMS } from "./synonyms.ts";

const WEIGHTS = { sure: 1, likely: 0.7, maybe: 0.4 } as const;
/** What is left of a score when the name has words that point elsewhere. */
const ELSEWHERE = 0.3;

/** How well a column's name says that it holds a sale column, from 0 to 1. */
export function nameScore(column: SaleColumn, words: readonly string[]): number {
  const known = nameWords(words);
  const bare = known.filter((word) => !Object.hasOwn(CURRENCY_WORDS, word));
  const names = bare.length === 0 ? known : bare;
  const { phrases, not } = phrasesFor(column);
  let best = 0;
  let exact = false;
  for (const { phrase, weight } of phrases) {
    if (!phrase.every((word) => known.includes(word))) {
      continue;
    }
    const whole = phrase.length === names.length || phrase.length === known.length;
    const score = whole ? weight : 0.9 * weight * Math.sqrt(phrase.length / names.length);
    if (score > best || (score === best && whole)) {
      best = score;
      exact = whole;
    }
  }
  if (column === "quantity" && /^(?:number|no|num|numero) (?:of|de) /.test(words.join(" "))) {
    best = Math.max(best, WEIGHTS.likely);
  }
  return !exact && known.some((word) => not.has(word)) ? best * ELSEWHERE : best;
}

interface Phrases {
  readonly phrases: readonly { readonly phrase: readonly string[]; readonly weight: number }[];
  readonly not: ReadonlySet<string>;
}

const phrasesOf = new Map<SaleColumn, Phrases>();

/** Read once, and only when a file needs a proposal. */
function phrasesFor(column: SaleColumn): Phrases {
  const before = phrasesOf.get(column);
  if (before !== undefined) {
    return before;
  }
  const names = SYNONYMS[column];
  const phrases = (["sure", "likely", "maybe"] as const).flatMap((kind) =>
    list(names[kind]).map((text) => ({ phrase: nameWords(text.split(" ")), weight: WEIGHTS[kind] })),
  );
  const read = { phrases, not: new Set(list(names.not)) };
  phrasesOf.set(column, read);
  return read;
}

function list(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}
