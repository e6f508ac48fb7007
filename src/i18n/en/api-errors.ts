/** What may be wrong with a value, by the code of the check. */
const issues: Readonly<Record<string, string>> = {
  invalid_type: "missing, or of another type",
  too_big: "too large, or too long",
  too_small: "missing, too small or too short",
  invalid_format: "not written as expected",
  invalid_value: "not one of the possible values",
  unrecognized_keys: "unknown",
  invalid_union: "none of the possible forms",
  custom: "not possible",
};

/** What the server answers instead of figures. */
export const apiErrors = {
  api_path: (p: { path: string }) => `There is nothing at ${p.path}. The routes are listed at /api.`,
  api_method: (p: { method: string; allowed: string }) => `${p.method} is not possible here. Allowed: ${p.allowed}.`,
  api_request: (p: { field: string; problem: string }) =>
    `The request is not understood${p.field === "" ? "" : ` at "${p.field}"`}: ${issues[p.problem] ?? issues.custom}.`,
  api_json: (_p: Record<never, never>) => "The body is not JSON. Send application/json in UTF-8.",
  api_media_type: (p: { expected: string }) => `The body has another type than expected. Send ${p.expected}.`,
  api_body_too_large: (p: { mebibytes: number }) => `The body is larger than ${p.mebibytes} MiB.`,
  api_analysis_unknown: (p: { id: string; meant: string }) =>
    `There is no analysis "${p.id}".${p.meant === "" ? "" : ` Perhaps ${p.meant} was meant.`} All are listed at /api/analyses.`,
  api_name_unknown: (p: { name: string; known: string }) => `"${p.name}" is not known here. Known: ${p.known}.`,
  api_unavailable: (p: { id: string; missing: readonly string[] }) =>
    `${p.id} needs ${p.missing.join(", ")}, which this shop's sales do not have. Map the column, if there is one.`,
  api_no_sales: (_p: Record<never, never>) => "No sale was read yet, so there is nothing to write to a file.",
  api_compare_open: (_p: Record<never, never>) =>
    "A comparison with the period before needs the beginning of the period. Add from=yyyy-MM-dd.",
  api_period_order: (p: { from: string; to: string }) => `The period ends (${p.to}) before it begins (${p.from}).`,
  api_period: (p: { value: string }) => `${p.value} is no date of the calendar. Write yyyy-MM-dd.`,
  api_place: (_p: Record<never, never>) => "This page of the list does not exist. Begin again with the first.",
  api_login_needed: (_p: Record<never, never>) => "Log in first, or send the token as Authorization: Bearer.",
  api_login_refused: (_p: Record<never, never>) => "Name and password, or the token, are not right.",
  api_role: (p: { role: string }) => `This is for the role ${p.role}. Ask whoever administers this server.`,
  api_personal: (_p: Record<never, never>) => "Customers are personal data, which viewers do not see.",
  api_export: (_p: Record<never, never>) => "Viewers may not export here. Ask whoever administers this server.",
  api_too_many: (p: { seconds: number }) => `Too many requests. Try again in ${p.seconds} s.`,
  api_readers: (_p: Record<never, never>) => "Too many live views are open on this server. Close some of them.",
  api_no_ingest: (p: { source: string }) =>
    `Sales come from ${p.source} here. To push them over HTTP, start with --source http.`,
  api_run_unknown: (p: { id: string }) => `There is no run ${p.id}.`,
  api_upload_unknown: (p: { id: string }) => `There is no upload ${p.id}. Perhaps it was removed.`,
  api_upload_busy: (p: { id: string }) => `A run reads ${p.id} right now. Try again when it has ended.`,
  api_result_unknown: (p: { path: string }) => `There is no result ${p.path} in this run.`,
  api_mapping_incomplete: (p: { gaps: readonly string[] }) =>
    `This mapping leaves open where to find: ${p.gaps.join(", ")}. Complete it on the preview first.`,
  api_first_admin: (_p: Record<never, never>) => "The first user must be an admin, or nobody could add others.",
  api_last_admin: (p: { name: string }) => `${p.name} is the last admin and stays. Make somebody else admin first.`,
  api_user_unknown: (p: { name: string }) => `There is no user ${p.name}.`,
  api_ended: (_p: Record<never, never>) => "The stream has ended and cannot be resumed. Start the server again.",
  api_failed: (_p: Record<never, never>) =>
    "Something went wrong in the server. The log says what; the figures are untouched.",
  serve_needs_token: (p: { host: string }) =>
    `Other machines can reach ${p.host}. Set a token with --token or VITRINA_TOKEN, or add users on this machine first.`,
  serve_http_port: (_p: Record<never, never>) =>
    "With --source http sales are taken in at the console's own address, /api/ingest.",
  sessions_damaged: (p: { file: string }) => `${p.file}: cannot be read. Move it away; users and sessions begin anew.`,
};
