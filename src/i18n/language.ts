export type Language = "en" | "es";

/** The reader's language: what was asked for, else the environment's (LC_ALL, LC_MESSAGES, LANG), else English. */
export function resolveLanguage(asked: string | undefined, env: NodeJS.ProcessEnv): Language {
  // An empty variable is one that is not set.
  const wanted = asked || env.LC_ALL || env.LC_MESSAGES || env.LANG || "en";
  return wanted.toLowerCase().startsWith("es") ? "es" : "en";
}
