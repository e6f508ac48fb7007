import { createLiveLines } from "../../src/generator/live-lines.ts";
import type { Hand } from "../kafka/hand.ts";
import type { ModelSale } from "../streams/stream-model.ts";

export const PARTITIONS = 2;
/** Event time runs faster than the clock, so that windows by the dozen open and close in a few minutes. */
const STEP_MS = 10;
const BATCH = 50;
/** Copies lie beside their original. */
const RUN = 64;

/** A shop whose sales go wrong in every way there is: what it sent is kept, partition by partition, as the truth. */
export interface ShopFeed {
  /** Sends the next batch of sales. */
  send(): Promise<void>;
  readonly sent: readonly (readonly (ModelSale | null)[])[];
}

export function openFeed(hand: Hand, topic: string, start: number): ShopFeed {
  const lines = createLiveLines({
    seed: 11,
    timeZone: "UTC",
    disorder: { late: 0.02, duplicate: 0.03, future: 0.01, broken: 0.02 },
  });
  const sent: (ModelSale | null)[][] = Array.from({ length: PARTITIONS }, () => []);
  let next = 1;
  return {
    sent,
    async send() {
      const times = Float64Array.from({ length: BATCH }, (_, index) => start + (next + index) * STEP_MS);
      const values = lines(next, times).toString().trimEnd().split("\n");
      const now = Date.now();
      const byPartition: string[][] = Array.from({ length: PARTITIONS }, () => []);
      values.forEach((value, index) => {
        const sale = saleOf(value);
        const partition = Math.floor((sale?.id ?? next + index) / RUN) % PARTITIONS;
        byPartition[partition]?.push(value);
        // The rule against times ahead of the record's own.
        sent[partition]?.push(sale !== null && sale.time > now + 3_600_000 ? null : sale);
      });
      for (const [partition, texts] of byPartition.entries()) {
        if (texts.length > 0) await hand.send(topic, partition, texts);
      }
      next += BATCH;
    },
  };
}

function saleOf(value: string): ModelSale | null {
  try {
    const sale = JSON.parse(value) as { transaction_id: number; timestamp: string; total: number; category: string };
    return {
      id: sale.transaction_id,
      time: Date.parse(`${sale.timestamp.replace(" ", "T")}Z`),
      cents: Math.round(sale.total * 100),
      category: sale.category,
    };
  } catch {
    return null;
  }
}
