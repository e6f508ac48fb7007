import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";

export interface Exchange {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  readonly signal: AbortSignal;
  readonly content?: AsyncIterable<Uint8Array>;
}

export interface Answer {
  readonly status: number;
  /** Where the answer hands the call on to. */
  readonly location: string | null;
  /** Can be read once, as this or as text. A broken connection is an error here. */
  readonly content: AsyncIterable<Uint8Array>;
  text(): Promise<string>;
}

/**
 * One call over HTTP. Not with `fetch` (Node 24's undici): a DataNode says "100 Continue" without having been asked,
 * which fetch takes for a broken answer; and where it ends content by closing the connection while the reader is slower,
 * fetch ends the whole process with a failed assertion.
 */
export async function exchange(url: URL, { method, signal, content }: Exchange): Promise<Answer> {
  const begin = url.protocol === "https:" ? httpsRequest : httpRequest;
  const headers = content === undefined ? {} : { "content-type": "application/octet-stream" };
  const request = begin(url, { method, headers, signal });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once("response", resolve);
    request.on("error", reject);
  });
  if (content === undefined) request.end();
  // What ends it early (a refusal, a broken connection, a file that cannot be read) is told by the request.
  else pipeline(Readable.from(content, { objectMode: false }), request).catch(() => undefined);
  const response = await answered;
  const { statusCode: status = 0, headers: answer } = response;
  return { status, location: answer.location ?? null, content: response, text: () => text(response) };
}
