/** Work on one connection: a transaction must not be joined by somebody else's statements. */
export interface Turns {
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** `explain` makes of what a piece of work throws what its caller is told. */
export function createTurns(explain: (error: unknown) => unknown = (error) => error): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      const result = last.then(work, work).catch((error: unknown) => {
        throw explain(error);
      });
      last = result.catch(() => undefined);
      return result;
    },
  };
}
