import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { type CommonWords, en } from "./en.ts";
import { es } from "./es.ts";

export type Language = "en" | "es";

/** A sentence of the server, or a page's words: both languages side by side. */
export interface Both<T> {
  readonly en: T;
  readonly es: T;
}

interface Chosen {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

const KEPT_AT = "vitrina-language";
const Context = createContext<Chosen>({ language: "en", choose: () => undefined });

/** The language of the page: chosen by switch (and kept), else the browser's. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const chosen = useMemo(
    () => ({
      language,
      choose: (next: Language) => {
        keep(next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <Context value={chosen}>{children}</Context>;
}

export function useLanguage(): Chosen {
  return use(Context);
}

/** Words of every page. */
export function useWords(): CommonWords {
  return useSaid({ en, es });
}

/** One of two in the page's language: `useSaid(words)` for a page's words, `useSaid(analysis.title)` for the server's. */
export function useSaid<T>(both: Both<T>): T {
  return both[useLanguage().language];
}

function firstLanguage(): Language {
  const kept = readKept();
  if (kept === "en" || kept === "es") return kept;
  const known = navigator.languages
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag) => tag === "en" || tag === "es");
  return known === "es" ? "es" : "en";
}

/** A browser may refuse storage. */
function readKept(): string | null {
  try {
    return localStorage.getItem(KEPT_AT);
  } catch {
    return null;
  }
}

function keep(language: Language): void {
  try {
    localStorage.setItem(KEPT_AT, language);
  } catch {
    // It holds until the page is loaded again.
  }
}
