import { type Context, callServer, type SparkSession } from "./link.ts";
import { InterruptRequest_InterruptType as Type } from "./protocol/generated/service_pb.js";

/** Everything the session runs, what carries a tag, or one operation. Streaming queries are not operations. */
export type InterruptTarget = "all" | { readonly tag: string } | { readonly operationId: string };

/** Returns the ids of the operations that were interrupted; their readers get a SparkError `interrupted`. */
export async function interrupt(session: SparkSession, target: InterruptTarget): Promise<readonly string[]> {
  const { interruptedIds } = await callServer(session, (client, context, options) =>
    client.interrupt(toRequest(context, target), options),
  );
  return interruptedIds;
}

function toRequest(context: Context, target: InterruptTarget) {
  if (target === "all") return { ...context, interruptType: Type.ALL };
  if ("tag" in target)
    return {
      ...context,
      interruptType: Type.TAG,
      interrupt: { case: "operationTag" as const, value: target.tag },
    };
  return {
    ...context,
    interruptType: Type.OPERATION_ID,
    interrupt: { case: "operationId" as const, value: target.operationId },
  };
}
