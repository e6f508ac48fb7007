import { beforeEach } from "vitest";

/**
 * Whether a service can run here, as `require` says by not throwing. Where it cannot, the tests of the file are skipped
 * and the reason is printed, but where CI=true that is a failure.
 */
export function canRun(require: () => unknown): boolean {
  try {
    require();
    return true;
  } catch (error) {
    if (process.env.CI === "true") throw error;
    const missing = error instanceof Error ? error.message : String(error);
    process.stderr.write(`Skipped: ${missing}\n`);
    beforeEach(({ skip }) => skip(missing));
    return false;
  }
}
