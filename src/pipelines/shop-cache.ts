/** Remembers answers by what was asked and the state they are of; whoever asks the same at the same time waits for one. */
export interface AnswerCache {
  answer<T>(key: string, version: number, compute: () => Promise<T>): Promise<T>;
}

const MOST = 300;

export function createAnswerCache(): AnswerCache {
  const known = new Map<string, { readonly version: number; readonly answer: Promise<unknown> }>();
  return {
    answer<T>(key: string, version: number, compute: () => Promise<T>): Promise<T> {
      const found = known.get(key);
      if (found?.version === version) return found.answer as Promise<T>;
      const answer = compute();
      known.delete(key);
      known.set(key, { version, answer });
      // What failed is asked anew.
      answer.catch(() => {
        if (known.get(key)?.answer === answer) known.delete(key);
      });
      const [oldest] = known.keys();
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
      return answer;
    },
  };
}
