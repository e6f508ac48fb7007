/** Exit codes of a shell for a command that a signal ended: 128 and the signal's number. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof EXIT_CODES;

/** The first signal aborts, so that the run can clear away what it began; the second calls `exit` at once. */
export function stopOnSignals(source: NodeJS.EventEmitter, exit: (code: number) => void): AbortSignal {
  const controller = new AbortController();
  for (const name of Object.keys(EXIT_CODES)) {
    source.on(name, () => {
      if (controller.signal.aborted) exit(exitCodeOf(controller.signal));
      else controller.abort(new DOMException(`stopped by ${name}`, name));
    });
  }
  return controller.signal;
}

/** The exit code for a run that was stopped by this. */
export function exitCodeOf(signal: AbortSignal): number {
  const name: unknown = signal.reason instanceof Error ? signal.reason.name : undefined;
  return typeof name === "string" && isSignal(name) ? EXIT_CODES[name] : EXIT_CODES.SIGINT;
}

function isSignal(name: string): name is Signal {
  return Object.hasOwn(EXIT_CODES, name);
}
