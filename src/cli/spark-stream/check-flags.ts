import { UserError } from "../../model/user-error.ts";
import type { StreamFlags } from "../commands/stream.ts";
import type { Session } from "../io.ts";
import { sourceKind } from "../stream-source-kind.ts";
import { helpOf } from "./words.ts";

/** Options that mean nothing where Spark computes: given there, they are a misunderstanding. Throws UserError "bad_option". */
export function checkSparkFlags(flags: StreamFlags, session: Session): void {
  const { expected } = helpOf(session);
  const refuse = (option: string, value: string, what: string) =>
    new UserError("bad_option", { option, value, expected: what });
  if (sourceKind(flags) !== "kafka") throw refuse("--source", flags.source, expected.kafka_source);
  const others: readonly (readonly [string, boolean])[] = [
    ["--group", flags.group !== undefined],
    ["--idle", flags.idle !== undefined],
    ["--from committed", flags.from === "committed"],
    ["--late apply", flags.late === "apply"],
    ["--keep-rows", flags.keepRows === true],
    ["--retain-rows", flags.retainRows !== undefined],
    ["--retain-windows", flags.retainWindows !== undefined],
    ["--sasl oauthbearer", flags.sasl === "oauthbearer"],
    ["--tls-server-name", flags.tlsServerName !== undefined],
  ];
  const [option] = others.find(([, isGiven]) => isGiven) ?? [];
  if (option !== undefined) throw refuse("--engine", "spark", expected.engine_of({ option }));
  const { checkpoint } = flags;
  if (checkpoint !== undefined && !/^[a-z][a-z0-9+.-]*:\//i.test(checkpoint)) {
    throw refuse("--checkpoint", checkpoint, expected.cluster_address);
  }
}
