import { describe, expect, test } from "vitest";
import { openServerCase } from "../../../test/server/server-case.ts";
import { saleText } from "../../../test/streams/stream-case.ts";

const values = (...texts: string[]) => texts.map((value) => ({ value }));
const FIRST = values(saleText(1, "00:10", 10), saleText(2, "05:00", 20));

/** What the tests read of any event. */
interface EventData {
  readonly rows?: readonly unknown[];
  readonly latest_sales?: readonly { readonly transaction_id: number }[];
  readonly progress?: { readonly quality: unknown };
}

interface Event {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: EventData;
}

/** Events of an answer one by one; `leave` is what a closed page does. */
function eventsOf(answer: Response) {
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = "";
  return {
    async next(): Promise<Event> {
      for (;;) {
        const end = text.indexOf("\n\n");
        if (end < 0) {
          const { value, done } = await reader.read();
          if (done) throw new Error("ended");
          text += decoder.decode(value, { stream: true });
          continue;
        }
        const lines = text.slice(0, end).split("\n");
        text = text.slice(end + 2);
        const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
        const event = field("event");
        if (event !== undefined) return { event, id: field("id"), data: JSON.parse(field("data") ?? "null") };
      }
    },
    leave: () => reader.cancel(),
  };
}

describe("live", () => {
  test("how things stand, then every change; whoever leaves is forgotten", async () => {
    await using server = await openServerCase({ records: FIRST });
    const answer = await server.ask("/api/live");
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    const events = eventsOf(answer);
    const snapshot = await events.next();
    expect([snapshot.event, snapshot.id]).toEqual(["snapshot", "1"]);
    expect(snapshot.data.rows).toHaveLength(4);
    expect(snapshot.data.latest_sales?.map((sale) => sale.transaction_id)).toEqual([2, 1]);
    expect(await events.next()).toMatchObject({ event: "status", data: { status: "running" } });
    await server.push(values(saleText(3, "05:20", 5)));
    const change = await events.next();
    expect(change).toMatchObject({
      event: "batch",
      id: "2",
      data: { batch: 2, cut: false, sales: [{ transaction_id: 3 }] },
    });
    expect(change.data.rows).toMatchObject([
      { query: "totals", transactions: 2, gross_sales: "25.00" },
      { key: "Ropa" },
    ]);
    expect(change.data.progress?.quality).toMatchObject({ read: 1, accepted: 1 });
    server.stream.pause();
    expect(await events.next()).toMatchObject({ event: "status", data: { status: "paused" } });
    expect(server.live.feed.readers).toBe(1);
    await events.leave();
    await expect.poll(() => server.live.feed.readers).toBe(0);
  });

  test("a page that comes back gets what it missed, not everything again", async () => {
    await using server = await openServerCase({ records: FIRST });
    await server.push(values(saleText(3, "05:20", 5)));
    await server.push(values(saleText(4, "05:30", 6)));
    const events = eventsOf(await server.ask("/api/live", { headers: { "last-event-id": "2" } }));
    expect((await events.next()).event).toBe("status");
    expect(await events.next()).toMatchObject({ event: "batch", id: "3", data: { sales: [{ transaction_id: 4 }] } });
    await events.leave();
    // One that was away for longer than is held begins anew.
    const late = eventsOf(await server.ask("/api/live?after=0"));
    const seen = [(await late.next()).event, (await late.next()).event, (await late.next()).event];
    expect(seen).toEqual(["status", "batch", "batch"]);
    await late.leave();
  });
});
