import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const [packBrotli, packGzip] = [promisify(brotliCompress), promisify(gzip)];
const SMALLEST = 1024;
const PACKABLE = /^(?:application\/(?:problem\+)?json|text\/(?!event-stream)|image\/svg|application\/javascript)/;

/** An answer with an ETag, not sent again to whoever has it, and compressed where that is worth it. */
export async function finish(request: Request, response: Response): Promise<Response> {
  const type = response.headers.get("content-type") ?? "";
  if (response.body === null || !PACKABLE.test(type) || response.headers.has("content-encoding")) return response;
  const body = Buffer.from(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  headers.set("vary", "Accept-Encoding, Accept-Language, Authorization, Cookie");
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (isRead && response.status === 200) {
    // Weak: the same figures, however they are packed.
    const tag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
    headers.set("etag", tag);
    if (!headers.has("cache-control")) headers.set("cache-control", "private, no-cache");
    if (isKnown(request.headers.get("if-none-match"), tag)) {
      headers.delete("content-type");
      return new Response(null, { status: 304, headers });
    }
  }
  const packed = await pack(body, request.headers.get("accept-encoding") ?? "");
  if (packed !== undefined) headers.set("content-encoding", packed.encoding);
  const bytes = packed?.bytes ?? body;
  headers.set("content-length", String(bytes.length));
  return new Response(new Uint8Array(bytes), { status: response.status, headers });
}

function isKnown(header: string | null, tag: string): boolean {
  return (header ?? "").split(",").some((one) => one.trim() === tag || one.trim() === "*");
}

async function pack(body: Buffer, accepted: string) {
  if (body.length < SMALLEST) return undefined;
  const wanted = accepted.split(",").map((item) => item.trim().toLowerCase());
  const takes = (name: string) =>
    wanted.some((item) => item === name || (item.startsWith(`${name};`) && !/q=0(?:\.0*)?$/.test(item)));
  if (takes("br")) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };
    return { encoding: "br", bytes: await packBrotli(body, { params }) };
  }
  return takes("gzip") ? { encoding: "gzip", bytes: await packGzip(body, { level: 5 }) } : undefined;
}
