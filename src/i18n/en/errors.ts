import { apiErrors } from "./api-errors.ts";
import { deskErrors } from "./desk-errors.ts";
import { hdfsErrors } from "./hdfs-errors.ts";
import { kafkaErrors } from "./kafka-errors.ts";
import { kafkaWriteErrors } from "./kafka-write-errors.ts";
import { mappingErrors } from "./mapping-errors.ts";
import { runErrors } from "./run-errors.ts";
import { sourceErrors } from "./source-errors.ts";
import { sparkErrors } from "./spark-errors.ts";
import { sparkStreamErrors } from "./spark-stream-errors.ts";
import { streamErrors } from "./stream-errors.ts";

/** One sentence for each thing that can go wrong: what happened, and after a full stop what to do. */
export const errors = {
  file_not_found: (p: { file: string }) =>
    `${p.file}: no such file or folder. Check the path, or quote the pattern so that Vitrina expands it.`,
  output_not_writable: (p: { path: string; cause: string }) =>
    `${p.path}: cannot write here (${p.cause}). Choose another place with --out or -o, or change the folder's permissions.`,
  output_no_folder: (p: { path: string; folder: string }) =>
    `${p.path}: the folder ${p.folder} does not exist. Make it first, or choose another place with -o.`,
  disk_full: (p: { path: string }) =>
    `${p.path}: the disk is full. Free some space or choose another disk; previous results are untouched.`,
  bad_option: (p: { option: string; value: string; expected: string }) =>
    `${p.option}: "${p.value}" is not understood. Expected ${p.expected}.`,
  cancelled: (_p: Record<never, never>) => "Stopped on request. Nothing was half-written.",
  folder_without_data: (p: { folder: string }) =>
    `${p.folder}: no data files in this folder. Name a folder with .csv, .tsv, .ndjson, .jsonl, .json or .parquet files (.gz and .zst too), or name the file itself.`,
  folder_of_results: (p: { folder: string; sales: string }) =>
    `${p.folder}: these are results of Vitrina, not files of a shop. Name the files they were made from, or the accepted sales: ${p.sales}.`,
  pattern_without_match: (p: { pattern: string }) =>
    `${p.pattern}: no file matches this pattern. Check the folder and the ending of the names.`,
  input_not_readable: (p: { file: string; cause: string }) =>
    `${p.file}: cannot be read (${p.cause}). Check the file's permissions and that its disk is connected.`,
  input_is_folder: (p: { file: string }) =>
    `${p.file}: a folder was found where a file was expected. Name a file in it.`,
  input_not_a_file: (p: { file: string }) =>
    `${p.file}: this is a pipe, a socket or a device, not a file. To read from a pipe, use "-" as the input.`,
  address_not_read: (p: { address: string; scheme: string }) =>
    `${p.address}: this engine does not read ${p.scheme}:// addresses yet. Copy the data to a folder of this machine and name that folder.`,
  bad_file_address: (p: { address: string }) =>
    `${p.address}: not the address of a file on this machine. Write it as file:///folder/file.csv, or give the plain path.`,
  file_empty: (p: { file: string }) => `${p.file}: the file is empty. Export it again, or leave it out.`,
  file_blank: (p: { file: string }) => `${p.file}: the file holds only blank lines. Export it again, or leave it out.`,
  header_only: (p: { file: string }) =>
    `${p.file}: the file has a header and no rows. Check the dates or filters of the export.`,
  spreadsheet_file: (p: { file: string; kind: string }) =>
    `${p.file}: this is a spreadsheet (${p.kind}), not text. Open it, save the sheet as CSV UTF-8 and use that file.`,
  archive_file: (p: { file: string; kind: string }) =>
    `${p.file}: this is a ${p.kind} archive. Unpack it first; only .gz and .zst are read as they are.`,
  web_page_file: (p: { file: string }) =>
    `${p.file}: this is a web page, perhaps the shop's login or error page. Sign in and download the export again as CSV.`,
  foreign_file: (p: { file: string; kind: string }) =>
    `${p.file}: this is a ${p.kind} file, which is not read. Export the sales as CSV, NDJSON, JSON or Parquet.`,
  binary_file: (p: { file: string }) =>
    `${p.file}: this is not text (binary data). Export the sales as CSV, NDJSON, JSON or Parquet.`,
  parquet_compressed: (p: { file: string }) =>
    `${p.file}: a Parquet file that was compressed once more. Unpack it first: Parquet is already compressed.`,
  parquet_encrypted: (p: { file: string }) =>
    `${p.file}: this Parquet file is encrypted. Export it again without encryption.`,
  parquet_incomplete: (p: { file: string }) =>
    `${p.file}: this Parquet file is cut off or damaged. Copy or export it again.`,
  compressed_incomplete: (p: { file: string }) =>
    `${p.file}: the compressed file ends too soon, so rows are missing. Copy or download it again.`,
  compressed_damaged: (p: { file: string }) => `${p.file}: the compressed file is damaged. Copy or download it again.`,
  first_line_too_long: (p: { file: string; mebibytes: number }) =>
    `${p.file}: line 1 is longer than ${p.mebibytes} MiB, so this is not a list of sales with one row a line. Export it again with line breaks.`,
  line_too_long: (p: { file: string; line: number | null; mebibytes: number }) =>
    `${p.file}${p.line === null ? "" : `, line ${p.line}`}: a row is longer than ${p.mebibytes} MiB. Look for a quote that is never closed, or export the file again with line breaks.`,
  json_damaged: (p: { file: string; line: number | null }) =>
    `${p.file}${p.line === null ? "" : `, line ${p.line}`}: not valid JSON. Export it again, or as NDJSON with one sale a line, so that only broken rows are left out.`,
  json_incomplete: (p: { file: string }) =>
    `${p.file}: the JSON array ends too soon, so sales are missing. Copy or export it again.`,
  json_not_a_list: (p: { file: string }) =>
    `${p.file}: one JSON object over many lines, not a list of sales. Export a JSON array, or NDJSON with one sale a line.`,
  wrong_encoding: (p: { file: string; line: number | null }) =>
    `${p.file}${p.line === null ? "" : `, line ${p.line}`}: the text is not in the encoding that its beginning shows. Save the whole file as UTF-8.`,
  out_of_memory: (p: { limit: string | null }) =>
    `Not enough memory${p.limit === null ? "" : `: the engine may use ${p.limit}`}. Give it more with --memory, such as --memory 4GB, or ask for fewer analyses at once.`,
  temporary_disk_full: (p: { limit: string | null }) =>
    `No room on the disk for temporary data${p.limit === null ? "" : ` (${p.limit} at most)`}. Free some space, or use less of it with a higher --memory; previous results are untouched.`,
  output_no_permission: (p: { path: string }) =>
    `${p.path}: no permission to write here. Change the folder's permissions or choose another place with --out.`,
  output_in_the_way: (p: { path: string }) =>
    `${p.path}: a file stands where a folder is needed. Move it away or choose another folder with --out.`,
  output_foreign_folder: (p: { path: string }) =>
    `${p.path}: this folder was not written by Vitrina and would be replaced. Move it away or choose another folder with --out.`,
  output_busy: (p: { folder: string; pid: number }) =>
    `${p.folder}: another run (process ${p.pid}) is writing here. Wait until it ends, or choose another folder with --out.`,
  output_busy_elsewhere: (p: { folder: string }) =>
    `${p.folder}: a run on another machine or in another container is writing here. Wait until it ends; if it was killed, the folder is free after one minute.`,
  output_not_switched: (p: { folder: string; cause: string }) =>
    `${p.folder}: the new results are complete but not all could be put in place (${p.cause}). Close the programs that have files of this folder open and run again: the switch is finished first.`,
  output_journal_unknown: (p: { file: string }) =>
    `${p.file}: an unfinished switch of results that this version does not understand. Use the version that wrote it, or delete this file.`,
  ...apiErrors,
  ...mappingErrors,
  ...streamErrors,
  ...deskErrors,
  ...hdfsErrors,
  ...kafkaErrors,
  ...kafkaWriteErrors,
  ...sourceErrors,
  ...runErrors,
  ...sparkErrors,
  ...sparkStreamErrors,
};

export type ErrorMessages = typeof errors;
