import { createServer, connect as dial, type Socket } from "node:net";

/** A network between clients and one port of this machine, which fails when told to. */
export interface FlakyProxy {
  /** On 127.0.0.1; clients connect here. */
  readonly port: number;
  /** How often a client has tried to connect. */
  readonly attempts: number;
  /** Where the connections lead; once, before the first. */
  leadTo(port: number): void;
  /** Every answer from now on, on every connection, comes so many milliseconds late. */
  delay(ms: number): void;
  /** Cuts all connections, and refuses new ones until `mend`. */
  cut(): void;
  /** The same once so many more bytes of answers have gone through: in the midst of one. Fulfilled when it happens. */
  cutAfter(bytes: number): Promise<void>;
  mend(): void;
  close(): Promise<void>;
}

export async function openFlakyProxy(): Promise<FlakyProxy> {
  const open = new Set<Socket>();
  let [target, attempts, late, refuses] = [0, 0, 0, false];
  let left = Number.POSITIVE_INFINITY;
  let onCut = () => {};

  const cut = (end: (socket: Socket) => void = (socket) => socket.resetAndDestroy()) => {
    refuses = true;
    left = Number.POSITIVE_INFINITY;
    for (const socket of open) end(socket);
    onCut();
  };

  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => open.delete(socket));
  };

  /** Bytes of an answer, in their order whatever the delay is meanwhile. */
  const answer = (client: Socket, bytes: Buffer) => {
    if (left === 0) return;
    if (bytes.length < left) {
      left -= bytes.length;
      client.write(bytes);
      return;
    }
    // A reset would take back what the client has not read yet.
    client.write(bytes.subarray(0, left), () => cut((socket) => socket.destroy()));
    left = 0;
  };

  const server = createServer((client) => {
    attempts += 1;
    keep(client);
    if (refuses) {
      client.resetAndDestroy();
      return;
    }
    const broker = dial(target, "127.0.0.1");
    keep(broker);
    client.on("data", (bytes) => broker.write(bytes));
    let sent: Promise<void> = Promise.resolve();
    broker.on("data", (bytes) => {
      const wait = late === 0 ? undefined : after(late);
      sent = sent.then(() => wait).then(() => void (client.destroyed || answer(client, bytes)));
    });
    client.once("close", () => broker.destroy());
    broker.once("close", () => void sent.then(() => client.destroy()));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    port: address.port,
    get attempts() {
      return attempts;
    },
    leadTo(port) {
      target = port;
    },
    delay(ms) {
      late = ms;
    },
    cut: () => cut(),
    cutAfter(bytes) {
      left = bytes;
      return new Promise((resolve) => {
        onCut = resolve;
      });
    },
    mend() {
      refuses = false;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
