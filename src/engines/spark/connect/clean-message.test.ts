import { expect, test } from "vitest";
import { cleanMessage } from "./clean-message.ts";

test("an analysis error loses its plan, and gives class and state", () => {
  const text =
    "[UNRESOLVED_COLUMN.WITH_SUGGESTION] No `x`. Did you mean [`id`]? SQLSTATE: 42703; line 1 pos 7;\n'Project ['x]\n+- Range (0, 3)\n";
  expect(cleanMessage(text)).toEqual({
    message: "No `x`. Did you mean [`id`]?; line 1 pos 7",
    errorClass: "UNRESOLVED_COLUMN.WITH_SUGGESTION",
    sqlState: "42703",
    detail: text.trim(),
  });
});

test("a failed task is told by its cause, without frames", () => {
  const text = [
    "Job aborted due to stage failure: Task 1 in stage 6.0 failed 1 times, most recent failure: Lost task 1.0 in stage 6.0 (TID 11) (10.0.0.1 executor driver): org.apache.spark.SparkArithmeticException: [DIVIDE_BY_ZERO] Division by zero.",
    "== SQL(line 1, position 8) ==",
    "select 1/0",
    "       ^^^",
    "",
    "\tat org.apache.spark.sql.errors.QueryExecutionErrors$.divideByZeroError(QueryExecutionErrors.scala:201)",
    "\tat java.base/java.lang.Thread.run(Thread.java:840)",
    "\t... 12 more",
    "",
    "Driver stacktrace:",
  ].join("\n");
  const cleaned = cleanMessage(text);
  expect(cleaned).toMatchObject({
    message: "Division by zero.\n== SQL(line 1, position 8) ==\nselect 1/0\n       ^^^",
    errorClass: "DIVIDE_BY_ZERO",
  });
  expect(cleaned.detail).not.toMatch(/\tat |stacktrace/);
});

test("the innermost cause counts", () => {
  const text =
    "Job aborted.\n\tat a.B.c(D.scala:1)\nCaused by: org.apache.spark.SparkException: outer\n\tat a.B.c(D.scala:1)\nCaused by: java.io.IOException: No space left on device\n\tat a.B.c...";
  expect(cleanMessage(text)).toMatchObject({
    message: "No space left on device",
    detail:
      "Job aborted.\nCaused by: org.apache.spark.SparkException: outer\nCaused by: java.io.IOException: No space left on device",
  });
});

test("a plain sentence stays as it is", () => {
  expect(cleanMessage("Nothing more.")).toEqual({
    message: "Nothing more.",
    detail: undefined,
    errorClass: undefined,
    sqlState: undefined,
  });
});

test("a streaming query's plan, with the options of its sink, is left out, and a cause behind it is not", () => {
  const plan =
    "\n\n=== Streaming Query ===\nIdentifier: q [id = 1]\n\nLogical Plan:\nWriteTo [password=secret], Update\n+- Union";
  const cleaned = cleanMessage(`Schema differs!${plan}`);
  expect(cleaned).toMatchObject({ message: "Schema differs!", detail: undefined });
  expect(cleanMessage(`Job failed${plan}\nCaused by: java.lang.Exception: no such luck`)).toMatchObject({
    message: "no such luck",
    detail: expect.not.stringContaining("secret"),
  });
});
