import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { peersPython, peersVenv, requirementsFile } from "../lib/places.ts";

/*
 * Puts the tools Vitrina is compared with into bench/.peers, a Python environment of their own:
 *
 *     node bench/peers/install.ts
 *
 * PySpark needs Java 8, 11 or 17 besides; without it only that peer fails.
 */

const oldestPython = [3, 11];

process.exitCode = install();

function install(): number {
  if (!existsSync(peersPython)) {
    const python = findPython();
    if (python === undefined) {
      return refuse(
        `Python ${oldestPython.join(".")} or newer was not found (tried python3, python and py): install it from https://www.python.org and run this again.`,
      );
    }
    if (!succeeds([...python, "-m", "venv", peersVenv])) {
      return refuse("Python could not make the environment (on Debian and Ubuntu the package python3-venv is needed).");
    }
  }
  if (!succeeds([peersPython, "-m", "pip", "install", "--requirement", requirementsFile])) {
    return refuse("pip could not install the peers: its own message is above.");
  }
  process.stderr.write(`The peers are in ${peersVenv}. To compare: node bench/batch.ts\n`);
  return 0;
}

/** The first command that is a Python new enough for the versions in requirements.txt. */
function findPython(): string[] | undefined {
  const check = `import sys, venv; sys.exit(sys.version_info < (${oldestPython.join(", ")}))`;
  return [["python3"], ["python"], ["py", "-3"]].find(([command = "", ...args]) => {
    const { status } = spawnSync(command, [...args, "-c", check], { stdio: "ignore", windowsHide: true });
    return status === 0;
  });
}

function succeeds([command = "", ...args]: string[]): boolean {
  return spawnSync(command, args, { stdio: "inherit", windowsHide: true }).status === 0;
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}
