import { type Clock, createPace, leastPause, type Rate } from "./pace.ts";

/** Where sales go, as far as the loops here must know it. */
export interface Outlet {
  /** Whether so much waits for the broker that one should too. */
  readonly full: boolean;
  room(): Promise<void>;
}

export interface LiveRun {
  readonly rate: Rate;
  readonly count: number;
  readonly clock: Clock;
  readonly outlet: Outlet;
  readonly signal: AbortSignal;
  /** Makes sale `index`, from 0 on, now. */
  readonly emit: (index: number) => void;
  /** Called now and then, with how many were made. */
  readonly onTurn?: (made: number) => void;
}

/** More at once would keep acknowledgements waiting. */
const AT_ONCE = 500;

/** Makes sales at their rate until the count is reached or the signal aborted. Returns how many. */
export async function sendLive({ rate, count, clock, outlet, signal, emit, onTurn }: LiveRun): Promise<number> {
  const pace = createPace(rate);
  const pause = leastPause(rate);
  const start = clock.now();
  let made = 0;
  while (made < count && !signal.aborted) {
    const due = Math.min(count, pace.due(clock.now() - start));
    for (const until = Math.min(due, made + AT_ONCE); made < until; made++) emit(made);
    onTurn?.(made);
    if (outlet.full) await roomOrEnd(outlet, signal);
    else if (made < due) await clock.breathe();
    else if (made < count) await clock.sleep(Math.max(pause, start + pace.at(made) - clock.now()), signal);
  }
  return made;
}

/** A sale of a file: its event time, milliseconds since the epoch, and what is sent. */
export interface ReplayRow {
  readonly time: number;
  readonly key: string | null;
  readonly json: string;
}

export interface ReplayRun {
  /** In order of time; in pieces. */
  readonly chunks: AsyncIterable<readonly ReplayRow[]>;
  /** How much faster than it happened. */
  readonly speed: Rate;
  readonly count: number;
  readonly clock: Clock;
  readonly outlet: Outlet;
  readonly signal: AbortSignal;
  readonly emit: (row: ReplayRow) => void;
  readonly onTurn?: (made: number) => void;
}

/** Sends the sales of a file with the gaps they happened in, divided by the speed. Returns how many. */
export async function sendReplay(run: ReplayRun): Promise<number> {
  const { chunks, speed, count, clock, outlet, signal, emit, onTurn } = run;
  const start = clock.now();
  let first: number | undefined;
  let made = 0;
  for await (const rows of chunks) {
    for (const row of rows) {
      first ??= row.time;
      const wait = speed === "max" ? 0 : start + (row.time - first) / speed - clock.now();
      if (wait > 0) {
        onTurn?.(made);
        await clock.sleep(wait, signal);
      }
      if (made >= count || signal.aborted) return made;
      emit(row);
      made += 1;
      if (made % AT_ONCE === 0) {
        onTurn?.(made);
        if (outlet.full) await roomOrEnd(outlet, signal);
        else await clock.breathe();
      }
    }
  }
  return made;
}

/** Whoever wants to stop must not wait for a broker that is away. */
async function roomOrEnd(outlet: Outlet, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const end = () => resolve();
  signal.addEventListener("abort", end, { once: true });
  try {
    await Promise.race([outlet.room(), ended]);
  } finally {
    signal.removeEventListener("abort", end);
  }
}
