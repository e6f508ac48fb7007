/** A connection on which nothing moves for so long is taken for dead. */
const MOST_SILENCE_MS = 60_000;

/** A signal that is aborted with `signal`, and when nobody called `alive` for a minute. */
export function watched(signal: AbortSignal, silenceMs = MOST_SILENCE_MS) {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new DOMException("nothing came", "TimeoutError")), silenceMs);
  timer.unref();
  return {
    signal: AbortSignal.any([signal, silence.signal]),
    alive: () => void timer.refresh(),
    end: () => clearTimeout(timer),
  };
}
