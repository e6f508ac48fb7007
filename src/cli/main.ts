import { stopOnSignals } from "./interrupt.ts";
import { runCli } from "./run-cli.ts";

// A closed pipe or terminal is dealt with where it is written to; without a listener it would end the process.
process.stdout.on("error", () => undefined);
process.stderr.on("error", () => undefined);

const signal = stopOnSignals(process, (code) => process.exit(code));

const code = await runCli(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: () => new Date(),
  signal,
});
// What a stopped run left behind (an unread pipe, say) must not keep the process.
if (signal.aborted) process.exit(code);
process.exitCode = code;
