import { isIP } from "node:net";
import { connect } from "node:tls";
import { printAddress, type SparkAddress } from "./address.ts";
import { SparkError } from "./spark-error.ts";

/**
 * A server that speaks TLS and one that speaks something else look the same to a client without TLS. Asks it once, to
 * tell people which of both it is.
 */
export async function diagnose(error: unknown, address: SparkAddress): Promise<unknown> {
  if (!(error instanceof SparkError)) return error;
  if (address.tls || (error.kind !== "not-spark" && error.kind !== "server-lost")) return error;
  if (!(await speaksTls(address))) return error;
  return new SparkError("tls", `${printAddress(address)} speaks TLS only: the address needs use_ssl=true.`);
}

function speaksTls({ host, port }: SparkAddress): Promise<boolean> {
  return new Promise((resolve) => {
    // Nothing is sent over this connection, so whose certificate it is does not matter.
    const socket = connect({
      host,
      port,
      rejectUnauthorized: false,
      ALPNProtocols: ["h2"],
      ...(isIP(host) === 0 ? { servername: host } : {}),
    });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(MOST_MS, () => end(false));
    socket.once("secureConnect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("close", () => end(false));
  });
}

const MOST_MS = 3_000;
