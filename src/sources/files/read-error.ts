import { UserError } from "../../model/user-error.ts";

/** What the system says about reading a file, as a sentence for people; any other error as it is. */
export function readError(error: unknown, file: string): unknown {
  const code = errorCode(error);
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return new UserError("file_not_found", { file }, { cause: error });
    case "EISDIR":
      return new UserError("input_is_folder", { file }, { cause: error });
    case "Z_BUF_ERROR":
      return new UserError("compressed_incomplete", { file }, { cause: error });
    case "EACCES":
    case "EPERM":
    case "EIO":
    case "ELOOP":
    case "ENAMETOOLONG":
    case "ENXIO":
    case "ESTALE":
      return new UserError("input_not_readable", { file, cause: code }, { cause: error });
    default:
      return isDecompressionCode(code) ? new UserError("compressed_damaged", { file }, { cause: error }) : error;
  }
}

export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** zlib's own codes (`Z_DATA_ERROR`) and zstd's (`ZSTD_error_checksum_wrong`). */
function isDecompressionCode(code: string): boolean {
  return code.startsWith("Z_") || code.startsWith("ZSTD_");
}

/** The same where what is read is also written to a folder for temporary files. */
export function spoolError(error: unknown, file: string, folder: string): unknown {
  const code = errorCode(error);
  if (code === "ENOSPC" || code === "EDQUOT") return new UserError("disk_full", { path: folder }, { cause: error });
  // Errors about a path name it; those about the data that flows do not.
  if (error instanceof Error && "path" in error && String(error.path).startsWith(folder)) {
    return new UserError("output_not_writable", { path: folder, cause: code }, { cause: error });
  }
  return readError(error, file);
}
