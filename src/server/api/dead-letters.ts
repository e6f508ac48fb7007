import { createRoute, z } from "@hono/zod-openapi";
import { Count, Instant, json, jsonBody, limitOf, problems, Words } from "./common.ts";

const Rule = z.object({ id: z.string(), label: Words, sentence: Words });
const Status = z.enum(["open", "retried", "dropped"]);

/** @public */
export const DeadLetter = z
  .object({
    id: z.number().int(),
    batch: z.number().int(),
    source: z.string(),
    partition: z.string(),
    offset: z.number().int(),
    received: Instant,
    reason: z.string(),
    status: Status,
    note: z.string().nullable(),
    /** The raw record as text, its unreadable bytes replaced; null for viewers and for records without a value. */
    text: z.string().nullable(),
    bytes: Count,
    /** Only the beginning was kept, so it cannot be retried as it is. */
    cut: z.boolean(),
  })
  .openapi("DeadLetter");

/** @public */
export const DeadLetters = z
  .object({
    letters: z.array(DeadLetter),
    next: z.number().int().nullable().openapi({ description: "Give it as `before`; null on the last page." }),
    rules: z.array(Rule).openapi({ description: "Every rule that occurs here, in words." }),
  })
  .openapi("DeadLetters");
/** @public */
export type DeadLetters = z.infer<typeof DeadLetters>;

/** One letter: its bytes, and what was understood of them. @public */
export const OpenedLetter = DeadLetter.extend({
  /** The bytes kept, base64; null for viewers. */
  raw: z.string().nullable(),
  rule: Rule,
  /** By sale column: where it was looked for and what stood there; null where the record is no object. */
  understood: z
    .array(
      z.object({ column: z.string(), sources: z.array(z.string()), text: z.string().nullable(), suspect: z.boolean() }),
    )
    .nullable(),
}).openapi("OpenedLetter");
/** @public */
export type OpenedLetter = z.infer<typeof OpenedLetter>;

/** @public */
export const LetterCounts = z
  .object({
    /** Open ones by rule, and all by status. */
    rules: z.array(z.object({ reason: z.string(), open: Count, retried: Count, dropped: Count, label: Words })),
    /** All received, by rule and interval. */
    series: z.object({
      seconds: z.number().int(),
      points: z.array(z.object({ start: Instant, reason: z.string(), count: Count })),
    }),
  })
  .openapi("LetterCounts");
/** @public */
export type LetterCounts = z.infer<typeof LetterCounts>;

const Changed = { windows_changed: Count };
/** @public */
export const Retried = z
  .object({
    outcomes: z.array(
      z.object({
        id: z.number().int(),
        outcome: z.enum(["accepted", "duplicate", "refused"]),
        reason: z.string().nullable(),
        label: Words.nullable(),
      }),
    ),
    ...Changed,
  })
  .openapi("Retried");
/** @public */
export type Retried = z.infer<typeof Retried>;

const Id = z.object({ id: z.coerce.number().int().positive() });
const Ids = z.array(z.number().int().positive()).min(1).max(1000);

export const lettersRoute = createRoute({
  method: "get",
  path: "/api/dead-letters",
  summary: "Rejected records, newest first",
  request: {
    query: z.object({
      status: Status.optional(),
      reason: z.string().max(50).optional(),
      before: z.coerce.number().int().positive().optional(),
      limit: limitOf(200, 50),
    }),
  },
  responses: { 200: json(DeadLetters, "A page of dead letters."), ...problems },
});

export const letterCountsRoute = createRoute({
  method: "get",
  path: "/api/dead-letters/counts",
  summary: "How many, by rule, status and time",
  request: { query: z.object({ minutes: z.coerce.number().int().min(1).max(525_600).default(1440) }) },
  responses: { 200: json(LetterCounts, "The counts."), ...problems },
});

export const letterRoute = createRoute({
  method: "get",
  path: "/api/dead-letters/{id}",
  summary: "One dead letter: raw bytes and what was understood",
  request: { params: Id },
  responses: { 200: json(OpenedLetter, "The letter."), ...problems },
});

export const retryRoute = createRoute({
  method: "post",
  path: "/api/dead-letters/retry",
  summary: "Judges dead letters again, as they are or mended: all together or none (analyst)",
  request: {
    body: jsonBody(
      z.object({
        letters: z
          .array(
            z.object({
              id: z.number().int().positive(),
              raw: z
                .string()
                .max(1_048_576)
                .nullable()
                .default(null)
                .openapi({ description: "Mended; null: as it is." }),
            }),
          )
          .min(1)
          .max(1000),
      }),
    ),
  },
  responses: { 200: json(Retried, "What became of each."), ...problems },
});

export const dropRoute = createRoute({
  method: "post",
  path: "/api/dead-letters/drop",
  summary: "Gives dead letters up, with a reason (analyst)",
  request: { body: jsonBody(z.object({ ids: Ids, reason: z.string().trim().min(1).max(500) })) },
  responses: { 200: json(z.object({ dropped: Count }), "How many were open."), ...problems },
});
