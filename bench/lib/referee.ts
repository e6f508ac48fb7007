export interface Referee {
  /** Takes note of what somebody found; everybody must find the same under the same name. */
  note(who: string, name: string, value: string): void;
  /** What does not agree, a line each. */
  disagreements(): string[];
  /** What was found, a line for each name. */
  common(): string[];
}

export function createReferee(): Referee {
  const first = new Map<string, { who: string; value: string }>();
  const different = new Set<string>();
  return {
    note(who, name, value) {
      const known = first.get(name);
      if (known === undefined) first.set(name, { who, value });
      else if (known.value !== value) {
        different.add(`${name} differ: ${who} has ${value}, ${known.who} has ${known.value}`);
      }
    },
    disagreements: () => [...different],
    common: () => [...first].map(([name, { value }]) => `${name}: ${value}`),
  };
}
