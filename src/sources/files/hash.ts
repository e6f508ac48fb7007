import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

/** Large enough that the work is the hash's own, small enough that the process still answers in between. */
const CHUNK_BYTES = 2 ** 20;

/** SHA-256 of a file's bytes, in hexadecimal. Reads ahead while it hashes, so it may run beside the engine. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  const file = await open(path, "r");
  try {
    let ahead = file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, null);
    let spare = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead, buffer } = await ahead;
      signal?.throwIfAborted();
      if (bytesRead === 0) return hash.digest("hex");
      ahead = file.read(spare, 0, CHUNK_BYTES, null);
      hash.update(buffer.subarray(0, bytesRead));
      spare = buffer;
    }
  } finally {
    await file.close();
  }
}
