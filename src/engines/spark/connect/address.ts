import { isIP } from "node:net";
import { redact, type Secret, secret } from "./secret.ts";
import { SparkError } from "./spark-error.ts";

/** Where a Spark Connect server is and how to talk to it. */
export interface SparkAddress {
  /** A name or an IP address; IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** Sent as a bearer token, over TLS or to this machine only. */
  readonly token: Secret | undefined;
  readonly userId: string | undefined;
  /** A UUID: continues the session of that id where the server still has it. */
  readonly sessionId: string | undefined;
  readonly userAgent: string | undefined;
  /** Sent with each request; what a managed cluster wants to know. */
  readonly headers: ReadonlyMap<string, Secret>;
}

/**
 * Understands `sc://host:port/;token=…;use_ssl=true;user_id=…;session_id=…;user_agent=…`. The port is 15002 by default;
 * values are percent-encoded. Any other parameter becomes a header. A token alone means TLS, except to this machine;
 * sent elsewhere without TLS it is refused. Throws a SparkError of the kind `address` that never shows a parameter's
 * value.
 */
export function parseAddress(text: string): SparkAddress {
  const match = ADDRESS.exec(text);
  if (match === null) throw fault("An address looks like sc://host:15002 or sc://host:15002/;token=…;use_ssl=true.");
  const host = (match.groups?.ipv6 ?? match.groups?.host ?? "").toLowerCase();
  if (match.groups?.ipv6 !== undefined && isIP(host) !== 6) throw fault(`"[${host}]" is not an IPv6 address.`);
  const port = Number(match.groups?.port ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw fault("The port is a number from 1 to 65535.");

  const parameters = parseParameters(match.groups?.parameters ?? "");
  const take = (name: string) => {
    const value = parameters.get(name);
    parameters.delete(name);
    return value;
  };
  const token = take("token");
  const tls = parseFlag("use_ssl", take("use_ssl"));
  const sessionId = take("session_id");
  if (sessionId !== undefined && !UUID.test(sessionId))
    throw fault("session_id is a UUID like 00112233-4455-6677-8899-aabbccddeeff.");
  if (token !== undefined && !HEADER_VALUE.test(token)) throw fault("The token has characters a header cannot carry.");
  if (token !== undefined && tls === false && !isLoopback(host))
    throw fault(`A token is sent to another machine over TLS only: leave out use_ssl=false, or the token.`);
  return {
    host,
    port,
    tls: tls ?? (token !== undefined && !isLoopback(host)),
    token: token === undefined ? undefined : secret(token),
    userId: take("user_id"),
    sessionId: sessionId?.toLowerCase(),
    userAgent: take("user_agent"),
    headers: toHeaders(parameters),
  };
}

/** The address for people and logs: without token and headers. */
export function printAddress({ host, port, tls }: SparkAddress): string {
  return `sc://${bracketed(host)}:${port}${tls ? "/;use_ssl=true" : ""}`;
}

/** For HTTP/2. */
export function toUrl({ host, port, tls }: SparkAddress): string {
  return `${tls ? "https" : "http"}://${bracketed(host)}:${port}`;
}

/** For a text that may hold something of the address that must not be shown. */
export function withoutSecrets(text: string, { token, headers }: SparkAddress): string {
  // A header's value of a few letters would be found in any sentence, and is no secret.
  const long = [...headers.values()].filter(({ reveal }) => reveal().length >= 8);
  return redact(text, token === undefined ? long : [token, ...long]);
}

function parseParameters(text: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const part of text.split(";")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    // What stands before a missing "=" may be the token itself, so it is not shown.
    if (equals < 1) throw fault("Parameters look like name=value and are separated by semicolons.");
    const name = part.slice(0, equals).toLowerCase();
    if (!HEADER_NAME.test(name)) throw fault("The name of a parameter has letters, digits, - and _ only.");
    if (parameters.has(name)) throw fault(`The parameter ${name} is there twice.`);
    const value = decode(name, part.slice(equals + 1));
    if (value === "") throw fault(`The parameter ${name} has no value.`);
    parameters.set(name, value);
  }
  return parameters;
}

function decode(name: string, value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw fault(`The value of ${name} is not percent-encoded text.`);
  }
}

function parseFlag(name: string, value: string | undefined): boolean | undefined {
  switch (value?.toLowerCase()) {
    case undefined:
      return undefined;
    case "true":
      return true;
    case "false":
      return false;
    default:
      throw fault(`${name} is true or false.`);
  }
}

function toHeaders(parameters: ReadonlyMap<string, string>): ReadonlyMap<string, Secret> {
  const headers = new Map<string, Secret>();
  for (const [name, value] of parameters) {
    if (RESERVED.test(name)) throw fault(`The parameter ${name} would change the protocol's own headers.`);
    if (!HEADER_VALUE.test(value)) throw fault(`The value of ${name} has characters a header cannot carry.`);
    headers.set(name, secret(value));
  }
  return headers;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

function fault(what: string): SparkError {
  return new SparkError("address", `The Spark address cannot be understood. ${what}`);
}

const DEFAULT_PORT = "15002";
/** No user part, path or query: what looks like one may hold a secret, and would be sent nowhere. */
const ADDRESS = /^sc:\/\/(?:\[(?<ipv6>[^\]]+)\]|(?<host>[a-z0-9._-]+))(?::(?<port>\d+))?(?:\/?|\/;(?<parameters>.*))$/i;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HEADER_NAME = /^[a-z0-9_-]+$/;
const HEADER_VALUE = /^[\x20-\x7e]+$/;
const RESERVED = /^(grpc-.*|content-.*|te|host|authorization|connection|user-agent|transfer-encoding)$/;
