import { UserError } from "../../model/user-error.ts";
import { HdfsFailure } from "./failure.ts";

/** An error of WebHDFS as a sentence for people, about the address they know; any other error as it is. */
export function explainHdfs(error: unknown, address: string, user: string): unknown {
  if (!(error instanceof HdfsFailure)) return error;
  const { kind, code, origin, dataNode, message } = error;
  const options = { cause: error };
  switch (kind) {
    case "network":
      return dataNode
        ? new UserError("hdfs_node_unreachable", { origin, cause: code }, options)
        : new UserError("hdfs_unreachable", { address, origin, cause: code }, options);
    case "answer":
      return code === "401"
        ? new UserError("hdfs_login", { origin }, options)
        : new UserError("hdfs_not_webhdfs", { address, origin, cause: code }, options);
    case "remote":
      return explainRemote(error, { address, user, message }) ?? unknown(error, address);
  }
}

function explainRemote(
  { code, origin, cause }: HdfsFailure,
  { address, user, message }: { address: string; user: string; message: string },
): UserError | null {
  const options = { cause };
  switch (code) {
    case "FileNotFoundException":
      return new UserError("hdfs_not_found", { address }, options);
    case "AccessControlException":
      return new UserError("hdfs_denied", { address, user, cause: message }, options);
    case "SecurityException":
    case "AuthenticationException":
      return new UserError("hdfs_login", { origin }, options);
    case "InvalidToken":
      return new UserError("hdfs_token_refused", { origin }, options);
    case "SafeModeException":
      return new UserError("hdfs_safe_mode", { origin }, options);
    case "StandbyException":
      return new UserError("hdfs_standby", { origin }, options);
    case "NSQuotaExceededException":
    case "DSQuotaExceededException":
    case "QuotaByStorageTypeExceededException":
      return new UserError("hdfs_full", { address, cause: message }, options);
    case "FileAlreadyExistsException":
    case "ParentNotDirectoryException":
    case "PathIsNotDirectoryException":
      return new UserError("hdfs_in_the_way", { address }, options);
    default:
      return /could only be written to 0 of|No space left|not enough space/i.test(message)
        ? new UserError("hdfs_full", { address, cause: message }, options)
        : null;
  }
}

function unknown({ code, message, cause }: HdfsFailure, address: string): UserError {
  return new UserError("hdfs_failed", { address, cause: `${code}: ${message}` }, { cause });
}
