import { setTimeout as pause } from "node:timers/promises";
import { createLiveSales } from "../../src/generator/live-sales.ts";
import { openRecordWriter } from "../../src/sinks/kafka/record-writer.ts";
import { clientOptions, plainAccess } from "../../src/sources/kafka/access.ts";

export interface SteadySales {
  readonly bootstrap: string;
  readonly topic: string;
  /** Sales a second. */
  readonly rate: number;
  /** Aborted: no more are sent. */
  readonly signal: AbortSignal;
  /** When each was sent, on performance.now(); filled meanwhile. */
  readonly sent: number[];
}

/** Sends sales that happen now, one after the other and none in advance. Comes back when all are acknowledged. */
export async function sendSteadily({ bootstrap, topic, rate, signal, sent }: SteadySales): Promise<void> {
  const sales = createLiveSales({ seed: 42, timeZone: "UTC" });
  const writer = await openRecordWriter({ client: clientOptions(plainAccess(bootstrap.split(",")), "load"), topic });
  try {
    const start = performance.now();
    while (!signal.aborted) {
      const due = ((performance.now() - start) * rate) / 1000;
      while (sent.length < due) {
        const at = new Date();
        const sale = sales.sale(sent.length + 1, at);
        const key = Buffer.from(String(sale.customer_id));
        sent.push(performance.now());
        writer.add({ key, value: sales.toJson(sale), time: at.getTime() });
      }
      await pause(1);
    }
    await writer.flush();
  } finally {
    await writer.close();
  }
}
