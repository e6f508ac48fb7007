/** What can go wrong with a file that is followed, standard input and sales sent over HTTP. */
export const sourceErrors = {
  stream_bad_position: (p: { source: string; position: string }) =>
    `${p.source}: the kept position "${p.position}" is not one of this source. Use the state folder that belongs to it, or start with a new one with --state.`,
  stdin_broken: (p: { cause: string }) =>
    `stdin: reading stopped (${p.cause}). Check the command that writes into the pipe and start again.`,
  http_needs_token: (p: { host: string }) =>
    `--host ${p.host}: other machines could send sales, so a token is needed. Set one with --token, or listen on 127.0.0.1.`,
  http_address_taken: (p: { address: string }) =>
    `${p.address}: another program is listening here. Stop it, or choose another port with --port.`,
  http_not_listening: (p: { address: string; cause: string }) =>
    `${p.address}: cannot listen here (${p.cause}). Choose another address with --host and --port.`,
  spool_failed: (p: { folder: string; cause: string }) =>
    `${p.folder}: received sales cannot be kept here (${p.cause}). Free some space or change the folder's permissions; what was confirmed is safe.`,
  spool_unknown: (p: { file: string }) =>
    `${p.file}: not a journal of received sales that this version understands. Use the version that wrote it, or move the file away.`,
  ingest_path: (p: { path: string }) => `${p.path}: nothing is here. Send sales with POST /api/ingest.`,
  ingest_method: (p: { method: string }) => `${p.method} is not possible here. Send sales with POST.`,
  ingest_host: (p: { host: string }) =>
    `The host "${p.host}" is not one of this server. Call it by its own address, or start it with --allowed-host ${p.host}.`,
  ingest_origin: (p: { origin: string }) =>
    `Pages of ${p.origin} may not send sales here. Send them from a program, or from a page of this server.`,
  ingest_no_token: (_p: Record<never, never>) =>
    "A token is needed. Send the header Authorization: Bearer with the token this server was started with.",
  ingest_wrong_token: (_p: Record<never, never>) =>
    "The token is not the right one. Send the one this server was started with.",
  ingest_media_type: (p: { given: string }) =>
    `The content type "${p.given}" is not read. Send application/x-ndjson with one sale a line, or application/json.`,
  ingest_encoding: (p: { given: string }) => `The content encoding "${p.given}" is not read. Send gzip, zstd or none.`,
  ingest_bad_encoding: (p: { encoding: string }) => `The body is not whole ${p.encoding} data. Send it again.`,
  ingest_body_cut: (_p: Record<never, never>) => "The body ended too soon. Send it again.",
  ingest_body_too_large: (p: { mebibytes: number }) =>
    `The body is larger than ${p.mebibytes} MiB. Send the sales in several requests.`,
  ingest_line_too_long: (p: { record: number; mebibytes: number }) =>
    `Record ${p.record} is longer than ${p.mebibytes} MiB, so it is no sale. Leave it out; nothing of this request was taken.`,
  ingest_too_deep: (p: { record: number; levels: number }) =>
    `Record ${p.record} is nested deeper than ${p.levels} levels, so it is no sale. Leave it out; nothing of this request was taken.`,
  ingest_not_json: (_p: Record<never, never>) =>
    "The body is not valid JSON in UTF-8. Send an array of sales or one sale, or NDJSON as application/x-ndjson.",
  ingest_bad_key: (_p: Record<never, never>) =>
    "The Idempotency-Key is not usable. Send 1 to 255 printable ASCII characters, a new one for each request.",
  ingest_key_reused: (_p: Record<never, never>) =>
    "This Idempotency-Key was used for another body. Send a new key for each new request.",
  ingest_busy: (p: { seconds: number }) =>
    `More sales are waiting than can be taken now. Send this request again in ${p.seconds} s.`,
  ingest_not_kept: (_p: Record<never, never>) =>
    "The sales could not be kept, so none was taken. Look at the server's log and send the request again.",
};
