import { UserError } from "../../model/user-error.ts";
import { DiffersError, type Proof, type Transfer } from "./transfer.ts";

/** A file that is to be brought from one side to the other. */
export interface Move {
  /** As people know them. */
  readonly from: string;
  readonly to: string;
  readonly bytes: number;
  /** What is at its place now. */
  found(): Promise<"nothing" | "the same" | "another">;
  run(transfer: Transfer): Promise<Proof>;
  /** Errors of the disk, the network and HDFS as sentences for people; any other error as it is. */
  explain(error: unknown): unknown;
}

/** What became of one. Proof is null for a file that was there already. */
export interface Moved extends Pick<Move, "from" | "to" | "bytes"> {
  readonly proof: Proof | null;
}

export interface MoveOptions extends Transfer {
  /** Whether files with another content may be replaced. */
  readonly force: boolean;
}

/** Enough to hide the round trips of many small files. */
const AT_ONCE = 4;

/**
 * Brings all, each as a whole or not at all; what is there already is not brought again, so a run that was stopped goes
 * on where it ended. Before the first byte moves it is known that no file is in the way. Throws UserError.
 */
export async function moveAll(moves: readonly Move[], options: MoveOptions): Promise<Moved[]> {
  const { force, onBytes } = options;
  refuseTwice(moves);
  const states = await inTurns(moves, async (move) => ({ move, found: await explained(move, () => move.found()) }));
  const others = states.filter(({ found }) => found === "another");
  const [first] = others;
  if (first !== undefined && !force) {
    throw new UserError("files_exist", { count: others.length, first: first.move.to });
  }
  return inTurns(states, async ({ move, found }) => {
    const { from, to, bytes } = move;
    if (found !== "the same") return { from, to, bytes, proof: await explained(move, () => runOnce(move, options)) };
    onBytes(bytes);
    return { from, to, bytes, proof: null };
  });
}

function refuseTwice(moves: readonly Move[]): void {
  const seen = new Set<string>();
  for (const { to } of moves) {
    if (seen.has(to)) throw new UserError("files_twice", { target: to });
    seen.add(to);
  }
}

/** A damaged copy is made once more before anybody is told. */
async function runOnce(move: Move, options: MoveOptions): Promise<Proof> {
  try {
    return await move.run(options);
  } catch (error) {
    if (!(error instanceof DiffersError)) throw error;
    options.onBytes(-move.bytes);
    return await move.run(options);
  }
}

async function explained<T>(move: Move, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DiffersError) throw new UserError("hdfs_differs", { address: move.to }, { cause: error });
    throw move.explain(error);
  }
}

/** In order; after the first failure nothing new is begun, and what is under way is waited for. */
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  let failed = false;
  const turn = async () => {
    while (next < items.length && !failed) {
      const at = next++;
      const item = items[at];
      if (item === undefined) return;
      try {
        results[at] = await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const turns = await Promise.allSettled(Array.from({ length: AT_ONCE }, turn));
  const bad = turns.find((outcome) => outcome.status === "rejected");
  if (bad !== undefined) throw bad.reason;
  return results;
}
