import { createRoute, z } from "@hono/zod-openapi";
import { Count, Instant, json, jsonBody, problems, Words } from "./common.ts";

/** As a mapping file says it: see the guide. Unknown keys are refused. @public */
export const Mapping = z
  .record(z.string(), z.unknown())
  .openapi("Mapping", { example: { columns: { timestamp: "fecha", total: "importe" }, currency: "EUR" } });

/** @public */
export const Upload = z
  .object({ id: z.string(), name: z.string(), bytes: Count, uploaded: Instant, runs: z.array(z.string()) })
  .openapi("Upload");

/** How a file would be read: with the mapping given, or a proposed one. @public */
export const Preview = z
  .object({
    upload: Upload,
    /** The file's own columns in their order. */
    columns: z.array(z.object({ name: z.string(), examples: z.array(z.string()) })),
    /** The first rows as they stand, in the order of `columns`. */
    rows: z.array(z.array(z.string().nullable())),
    mapping: Mapping,
    /** Values of the status column among the rows looked at, for their classes. */
    statuses: z.array(z.string()),
    /** The same as a mapping file with a comment on each line. */
    yaml: Words,
    /** Why a line is there (`path` such as columns.total), and what stays unsure. */
    reasons: z.array(z.object({ path: z.string(), text: Words })),
    unsure: z.array(z.object({ path: z.string(), text: Words })),
    /** Whether it can be run: nothing indispensable is missing. */
    ready: z.boolean(),
    /** What is missing before it can be read. */
    gaps: z.array(z.string()),
    /** The first rows as sales under this mapping, and why one would be rejected; null where it is not ready. */
    sales: z
      .array(
        z.object({
          values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
          reason: z.string().nullable(),
        }),
      )
      .nullable(),
  })
  .openapi("Preview");
/** @public */
export type Preview = z.infer<typeof Preview>;

/** @public */
export const Files = z
  .object({
    uploads: z.array(Upload),
    results: z.array(
      z.object({
        run: z.string(),
        path: z.string(),
        bytes: Count,
        written: Instant,
        kind: z.enum(["report", "table", "summary"]),
      }),
    ),
    most_bytes: Count.openapi({ description: "Of an upload." }),
    /** What a reason of a rejection or a warning means. */
    rules: z.array(z.object({ id: z.string(), label: Words, sentence: Words })),
  })
  .openapi("Files");
/** @public */
export type Files = z.infer<typeof Files>;

const UploadId = z.object({ id: z.string().max(50) });

export const filesRoute = createRoute({
  method: "get",
  path: "/api/files",
  summary: "Uploads, and results to download",
  responses: { 200: json(Files, "The files."), ...problems },
});

export const uploadRoute = createRoute({
  method: "post",
  path: "/api/files",
  summary: "Takes a file in and proposes how to read it (analyst)",
  description: "The body is the file itself (CSV, NDJSON, JSON or Parquet), its name in the query.",
  request: { query: z.object({ name: z.string().min(1).max(200) }) },
  responses: { 201: json(Preview, "The file as it would be read."), ...problems },
});

export const previewRoute = createRoute({
  method: "post",
  path: "/api/files/{id}/preview",
  summary: "Looks at an upload again with another mapping (analyst)",
  request: { params: UploadId, body: jsonBody(z.object({ mapping: Mapping.default({}) })) },
  responses: { 200: json(Preview, "The file as it would be read."), ...problems },
});

export const runFileRoute = createRoute({
  method: "post",
  path: "/api/files/{id}/run",
  summary: "Analyses an upload; progress at /api/runs/{id} (analyst)",
  request: {
    params: UploadId,
    body: jsonBody(z.object({ mapping: Mapping.default({}), lang: z.enum(["en", "es"]).default("en") })),
  },
  responses: { 202: json(z.object({ run: z.string() }), "It runs."), ...problems },
});

export const removeFileRoute = createRoute({
  method: "delete",
  path: "/api/files/{id}",
  summary: "Removes an upload; results stay (analyst)",
  request: { params: UploadId },
  responses: { 204: { description: "Removed." }, ...problems },
});

export const resultRoute = createRoute({
  method: "get",
  path: "/api/files/results/{run}/{path}",
  summary: "One result of a run, to download; not for viewers",
  request: { params: z.object({ run: z.string().max(100), path: z.string().max(200) }) },
  responses: {
    200: {
      description: "The file.",
      content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } },
    },
    ...problems,
  },
});
