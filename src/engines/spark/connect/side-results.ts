import type {
  ExecutePlanResponse_ObservedMetrics as ServerMetrics,
  ExecutePlanResponse_ExecutionProgress as ServerProgress,
} from "./protocol/generated/execute_pb.js";
import type { Expression_Literal } from "./protocol/generated/value_pb.js";
import { SparkError } from "./spark-error.ts";

/** How far an operation is. */
export interface Progress {
  readonly stages: readonly StageProgress[];
  readonly tasksInFlight: number;
}

export interface StageProgress {
  readonly id: number;
  readonly tasks: number;
  readonly completedTasks: number;
  readonly bytesRead: number;
  readonly done: boolean;
}

/** Counts as bigint, DECIMAL as text, times in microseconds since 1970. */
export type MetricValue = null | boolean | number | bigint | string;

export function toProgress({ stages, numInflightTasks }: ServerProgress): Progress {
  return {
    stages: stages.map((stage) => ({
      id: Number(stage.stageId),
      tasks: Number(stage.numTasks),
      completedTasks: Number(stage.numCompletedTasks),
      bytesRead: Number(stage.inputBytesRead),
      done: stage.done,
    })),
    tasksInFlight: Number(numInflightTasks),
  };
}

/** In the order of the aggregates. */
export function toMetrics({ values }: ServerMetrics): readonly MetricValue[] {
  return values.map(fromLiteral);
}

function fromLiteral({ literalType }: Expression_Literal): MetricValue {
  switch (literalType.case) {
    case "null":
      return null;
    case "decimal":
      return literalType.value.value;
    case "boolean":
    case "integer":
    case "long":
    case "double":
    case "string":
    case "date":
    case "timestamp":
    case "timestampNtz":
      return literalType.value;
    default:
      throw new SparkError("protocol", "An observed aggregate must be a number, text, flag or time: cast it.");
  }
}
