import type { SourceFormat } from "../../model/source-shape.ts";

export type FileFormat = SourceFormat["kind"];
export type Compression = "none" | "gz" | "zst";

/** A file of sales, found and looked at, not yet read. */
export interface InputFile {
  /** Absolute path of what is to be read. */
  readonly path: string;
  /** The file as the person named it; one found in a folder or by a pattern, with that folder before it. */
  readonly shown: string;
  readonly compression: Compression;
  readonly format: FileFormat;
  /** Size on disk, compressed where the file is. */
  readonly bytes: number;
  /** The address of a file that only a cluster reads; `path` is then a local copy of its beginning, or the same address. */
  readonly cluster?: string;
}
