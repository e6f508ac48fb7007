import { readFile } from "node:fs/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import { mapping as english } from "../../i18n/en/mapping.ts";
import { mapping as spanish } from "../../i18n/es/mapping.ts";
import { type Mapping, parseMapping } from "../../model/mapping.ts";
import type { Reason } from "../../model/propose/reasons.ts";
import { renderProposal } from "../../model/propose/render-proposal.ts";
import { REJECTING_RULES, WARNING_RULES } from "../../model/rules.ts";
import type { FilePreview } from "../../pipelines/shop-preview.ts";
import type { UploadRecord } from "../../pipelines/shop-uploads.ts";
import { requireRole } from "../access/access.ts";
import {
  filesRoute,
  type Preview,
  previewRoute,
  removeFileRoute,
  resultRoute,
  runFileRoute,
  uploadRoute,
} from "../api/files.ts";
import type { Api } from "../app.ts";
import type { ServerParts } from "../parts.ts";
import { download, requireExport } from "./table-answer.ts";
import { ruleWords } from "./words-of.ts";

const EXAMPLES = 3;

export function addFiles(api: Api, { files, audit, access }: ServerParts): void {
  api.openapi(filesRoute, async (c) => {
    const results = await files.results();
    return c.json(
      {
        uploads: files.uploads().map(uploadAnswer),
        results: results.map((result) => ({ ...result, kind: kindOf(result.path) })),
        most_bytes: files.mostBytes,
        rules: [...REJECTING_RULES, ...WARNING_RULES].map(ruleWords),
      },
      200,
    );
  });

  api.openapi(uploadRoute, async (c) => {
    const who = requireRole(c.var.who, "analyst");
    const { name } = c.req.valid("query");
    const { id, bytes } = await files.upload(name, c.req.raw.body as WebStream | null);
    try {
      const seen = await files.preview(id, {});
      await audit.note(who, "upload", `${id}: ${name} (${bytes})`);
      return c.json(previewAnswer(seen), 201);
    } catch (error) {
      // What cannot be looked at can never be run.
      await files.remove(id);
      throw error;
    }
  });

  api.openapi(previewRoute, async (c) => {
    requireRole(c.var.who, "analyst");
    const { mapping } = c.req.valid("json");
    return c.json(previewAnswer(await files.preview(c.req.valid("param").id, readMapping(mapping))), 200);
  });

  api.openapi(runFileRoute, async (c) => {
    const who = requireRole(c.var.who, "analyst");
    const { mapping, lang } = c.req.valid("json");
    const { id } = c.req.valid("param");
    const run = await files.run(id, readMapping(mapping), lang);
    await audit.note(who, "run", `${id}: ${run}`);
    return c.json({ run }, 202);
  });

  api.openapi(removeFileRoute, async (c) => {
    const who = requireRole(c.var.who, "analyst");
    const { id } = c.req.valid("param");
    await files.remove(id);
    await audit.note(who, "remove_upload", id);
    return c.body(null, 204);
  });

  api.openapi(resultRoute, async (c) => {
    // Results hold whole rows, so roles that see no customers get none.
    requireRole(c.var.who, "analyst");
    requireExport(access, c.var.who);
    const { run, path } = c.req.valid("param");
    const file = await readFile(await files.result(run, path));
    return new Response(new Uint8Array(file), { headers: download("application/octet-stream", path) });
  });
}

/** JSON is YAML, so a mapping is checked as a mapping file is. @throws {UserError} naming the key */
function readMapping(given: Readonly<Record<string, unknown>>): Mapping {
  return parseMapping(JSON.stringify(given, null, 2), "mapping");
}

function uploadAnswer({ runs, ...upload }: UploadRecord): Preview["upload"] {
  return { ...upload, runs: [...runs] };
}

function previewAnswer({ upload, preview }: { upload: UploadRecord; preview: FilePreview }): Preview {
  const { proposal, columns, rows, statuses, ready, sales } = preview;
  return {
    upload: uploadAnswer(upload),
    columns: columns.map((name, index) => ({ name, examples: examplesOf(rows, index) })),
    rows: rows.map((row) => [...row]),
    mapping: { ...proposal.mapping },
    statuses: [...statuses],
    yaml: { en: renderProposal(proposal, upload.name, "en"), es: renderProposal(proposal, upload.name, "es") },
    reasons: proposal.reasons.map(reasonAnswer),
    unsure: proposal.unsure.map(reasonAnswer),
    ready,
    gaps: [...proposal.gaps],
    sales: sales?.map(({ values, reason }) => ({ values: { ...values }, reason })) ?? null,
  };
}

function examplesOf(rows: FilePreview["rows"], index: number): string[] {
  const values = rows.map((row) => row[index] ?? null).filter((value) => value !== null);
  return [...new Set(values)].slice(0, EXAMPLES);
}

function reasonAnswer({ path, code, params }: Reason) {
  const say = (words: typeof english) => (words.reasons[code] as (p: typeof params) => string)(params);
  return { path, text: { en: say(english), es: say(spanish) } };
}

function kindOf(path: string): "report" | "table" | "summary" {
  if (path.endsWith(".html")) return "report";
  return path.endsWith(".json") ? "summary" : "table";
}
