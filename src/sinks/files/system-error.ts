import { UserError } from "../../model/user-error.ts";

/** What the system says about writing, as a sentence for people; any other error as it is. */
export function writeError(error: unknown, at: string): unknown {
  // Results are written to a hidden folder within the one that the person named.
  const path = at.replace(/\.vitrina-new-[^/\\]+[/\\]/, "");
  const code = errorCode(error);
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return new UserError("disk_full", { path }, { cause: error });
    case "EACCES":
    case "EPERM":
      return new UserError("output_no_permission", { path }, { cause: error });
    case "EEXIST":
    case "ENOTDIR":
      return new UserError("output_in_the_way", { path }, { cause: error });
    case "EBUSY":
    case "EROFS":
    case "EIO":
    case "ELOOP":
    case "EISDIR":
    case "ENAMETOOLONG":
    case "EMFILE":
    case "ENOENT":
      return new UserError("output_not_writable", { path, cause: code }, { cause: error });
    default:
      return error;
  }
}

export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
