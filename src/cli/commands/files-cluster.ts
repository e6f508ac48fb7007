import { userInfo } from "node:os";
import { type HdfsPlace, parseHdfsAddress } from "../../sources/hdfs/address.ts";
import { openWebHdfs, type WebHdfs } from "../../sources/hdfs/client.ts";
import { explainHdfs } from "../../sources/hdfs/explain.ts";
import type { Session } from "../io.ts";
import type { FilesFlags } from "./files.ts";

/** A place and the cluster it is in. */
export interface Cluster {
  readonly place: HdfsPlace;
  readonly client: WebHdfs;
  /** An error of this cluster as a sentence for people; any other error as it is. */
  explain(error: unknown): unknown;
}

/** A secret is never an option: other users of the machine can read command lines. */
const TOKEN = "VITRINA_HDFS_TOKEN";
const ENDPOINT = "VITRINA_WEBHDFS";

/** Throws UserError for an address that cannot be understood. */
export function openCluster(address: string, { webhdfs, user }: FilesFlags, { io }: Session): Cluster {
  const { env, signal } = io;
  const place = parseHdfsAddress(address, webhdfs ?? (env[ENDPOINT] || null));
  const asks = user ?? place.user ?? (env.HADOOP_USER_NAME || userInfo().username);
  const client = openWebHdfs({ endpoints: place.endpoints, user: asks, token: env[TOKEN] || null, signal });
  return { place, client, explain: (error) => explainHdfs(error, place.address, asks) };
}
