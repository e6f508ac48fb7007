import { join } from "node:path";
import { freePorts, isFree } from "../lib/ports.ts";
import { ServiceError } from "../words.ts";
import type { KafkaOptions } from "./options.ts";

/** One process of the cluster, and where it listens. */
export interface KafkaNode {
  readonly id: number;
  readonly name: string;
  readonly controls: boolean;
  readonly serves: boolean;
  readonly folder: string;
  readonly log: string;
  readonly ports: NodePorts;
}

export interface NodePorts {
  readonly controller: number;
  readonly internal: number;
  readonly plain: number;
  readonly tls: number;
  readonly sasl: number;
  readonly saslTls: number;
}

const CONTROLLER_ID = 100;

/** The processes of a cluster: the controller first. */
export async function layOut(root: string, { brokers = 1, port = 0 }: KafkaOptions): Promise<KafkaNode[]> {
  const parts =
    brokers === 1
      ? [{ id: 1, controls: true, serves: true }]
      : [
          { id: CONTROLLER_ID, controls: true, serves: false },
          ...Array.from({ length: brokers }, (_, index) => ({ id: index + 1, controls: false, serves: true })),
        ];
  const free = await freePorts(parts.length * 6);
  const nodes = parts.map((part, index): KafkaNode => {
    const [controller = 0, internal = 0, plain = 0, tls = 0, sasl = 0, saslTls = 0] = free.slice(index * 6);
    const name = part.serves ? `broker-${part.id}` : "controller";
    return {
      ...part,
      name,
      folder: join(root, name),
      log: join(root, `${name}.log`),
      ports: {
        controller,
        internal,
        plain: part.serves && port !== 0 ? port + part.id - 1 : plain,
        tls,
        sasl,
        saslTls,
      },
    };
  });
  if (port !== 0) await refuseTaken(nodes);
  return nodes;
}

async function refuseTaken(nodes: readonly KafkaNode[]): Promise<void> {
  for (const { serves, ports } of nodes) {
    if (serves && !(await isFree(ports.plain))) {
      throw new ServiceError((words) => words.port_taken({ port: ports.plain, option: "port", service: "kafka" }));
    }
  }
}
