/** A partition that is being read. */
export interface Partition {
  readonly topic: string;
  readonly index: number;
  /** `topic/index`. */
  readonly name: string;
  /** Broker that serves it; null while there is none. */
  leader: number | null;
  /** Offset the next request asks for; everything before it is here or on its way. */
  asked: number;
  /** Behind what was read into memory. */
  read: number;
  /** Behind what was handed out. */
  handed: number;
  /** Behind what is kept for good. */
  kept: number;
  /** Where it ended when the broker last answered. */
  end: number | null;
  /** Whether `end` still holds: a request has been waiting for more ever since. */
  fresh: boolean;
  /** Left out of requests: until its leader is known again, while a gap is being looked into, or for good. */
  held: null | "leader" | "range" | "ended";
  /** Rises when answers still under way are no longer wanted. */
  turn: number;
  /** How often the bytes at `read` were damaged. */
  damaged: number;
}

export function createPartition(topic: string, index: number, leader: number | null, offset: number): Partition {
  return {
    topic,
    index,
    name: partitionName(topic, index),
    leader,
    asked: offset,
    read: offset,
    handed: offset,
    kept: offset,
    end: null,
    fresh: false,
    held: null,
    turn: 0,
    damaged: 0,
  };
}

/** A topic's name holds no slash. */
export function partitionName(topic: string, index: number): string {
  return `${topic}/${index}`;
}

/** Reads on from here, whatever is under way. */
export function moveTo(partition: Partition, offset: number): void {
  partition.turn += 1;
  partition.asked = offset;
  partition.read = offset;
  partition.fresh = false;
}

/** Whether all there was has been handed out. */
export function isCaughtUp(partition: Partition): boolean {
  const { end, handed, read, asked, fresh } = partition;
  return fresh && end !== null && handed === read && read === asked && handed >= end;
}
