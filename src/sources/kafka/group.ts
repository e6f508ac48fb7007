import { Consumer, findErrorBy, type GroupAssignment } from "@platformatic/kafka";
import { UserError } from "../../model/user-error.ts";
import type { Positions } from "../stream/stream-source.ts";
import { clientOptions, type KafkaAccess } from "./access.ts";
import { createBell } from "./bell.ts";
import { createAssignmentFollower, offsetsToCommit } from "./group-assignment.ts";
import { reason } from "./open-error.ts";
import type { KafkaStart } from "./options.ts";
import type { Reading } from "./reading.ts";
import type { CommittedOffsets } from "./start-offsets.ts";

/** Membership of a consumer group: which partitions are ours, and where the group stands in them. */
export interface Group {
  /** From when the group shares out anew until it is known what is ours; meanwhile nothing may be handed out. */
  readonly rebalancing: boolean;
  readonly offsets: CommittedOffsets;
  /** Joins, reads what is assigned, and follows every new assignment. */
  join(reading: Reading, counts: ReadonlyMap<string, number>, positions: Positions): Promise<void>;
  /** For the members that come after; a commit that fails is made good by the next. */
  commit(positions: Positions): Promise<void>;
  close(): Promise<void>;
}

export interface GroupOptions {
  readonly access: KafkaAccess;
  readonly clientId: string;
  readonly name: string;
  readonly topics: readonly string[];
  readonly from: KafkaStart;
}

const SESSION_MS = 20_000;
const REBALANCE_MS = 30_000;
const HEARTBEAT_MS = 1_000;
/** The broker answers a request to join only when all members have come. */
const ANSWER_MS = 45_000;
/** How long a batch under way may take to be kept before the group shares out without it. */
const KEEP_MS = 15_000;
const PAUSE_MS = 500;
const REFUSALS = ["GROUP_AUTHORIZATION_FAILED", "INVALID_GROUP_ID", "INCONSISTENT_GROUP_PROTOCOL"];

export function createGroup({ access, clientId, name, topics, from }: GroupOptions): Group {
  const closing = new AbortController();
  const { signal } = closing;
  const pauses = createBell();
  let rebalancing = false;
  let following: Promise<void> = Promise.resolve();
  let reading: Reading | undefined;

  const member = new Consumer({
    ...clientOptions(access, clientId),
    groupId: name,
    sessionTimeout: SESSION_MS,
    rebalanceTimeout: REBALANCE_MS,
    heartbeatInterval: HEARTBEAT_MS,
    requestTimeout: ANSWER_MS,
    retries: 0,
    // The library asks for this before each request to join: the moment to finish what was handed out.
    protocolsMetadata: async () => {
      rebalancing = true;
      await keptOrLate();
      return Buffer.alloc(0);
    },
  });
  member.topics.trackAll(...topics);

  /** Until whatever was handed out is kept and committed, so that the next member begins right behind it. */
  async function keptOrLate(): Promise<void> {
    const end = performance.now() + KEEP_MS;
    const isKept = () => [...(reading?.partitions.values() ?? [])].every(({ handed, kept }) => kept >= handed);
    while (!isKept() && performance.now() < end && !signal.aborted) await reading?.bell.wait(PAUSE_MS, signal);
  }

  /** Tries until it succeeds; ends in an error where trying again is of no use. */
  async function insist(action: () => Promise<unknown>): Promise<void> {
    while (!signal.aborted) {
      try {
        await action();
        return;
      } catch (error) {
        if (error instanceof UserError) throw error;
        if (REFUSALS.some((code) => findErrorBy(error as Error, "apiId", code) !== null)) {
          throw new UserError("kafka_group_refused", { group: name, cause: reason(error) }, { cause: error });
        }
        await pauses.wait(PAUSE_MS, signal);
      }
    }
  }

  const enter = () => insist(() => member.joinGroup({}));

  const offsets: CommittedOffsets = async (topic, partitions) => {
    if (partitions.length === 0) return new Map();
    const answer = await member.listCommittedOffsets({ topics: [{ topic, partitions: [...partitions] }] });
    const committed = partitions.map((index) => [index, Number(answer.get(topic)?.[index] ?? -1n)] as const);
    return new Map(committed.filter(([, offset]) => offset >= 0));
  };

  return {
    get rebalancing() {
      return rebalancing;
    },
    offsets,
    async join(to, counts, positions) {
      reading = to;
      const follower = createAssignmentFollower(to, counts, positions, from, offsets);
      const follow = async (assigned: readonly GroupAssignment[]) => {
        await insist(() => follower.follow(assigned));
        rebalancing = false;
        to.bell.ring();
      };
      member.on("consumer:group:join", ({ assignments = [] }) => {
        following = following.then(() => follow(assignments)).catch(to.fail);
      });
      // The library gave up joining again after a heartbeat told it to.
      member.on("error", () => {
        if (!signal.aborted) void enter().catch(to.fail);
      });
      await enter();
      await following;
      // Partitions that are added are shared out by the member that leads the group, once it joins again.
      to.watch(enter);
    },
    async commit(positions) {
      if (reading === undefined) return;
      const committed = offsetsToCommit(positions, reading);
      if (committed.length > 0) await member.commit({ offsets: committed }).catch(() => {});
    },
    async close() {
      closing.abort();
      reading?.bell.ring();
      await member.close(true).catch(() => {});
    },
  };
}
