import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { peersPython, peersVenv, requirementsFile } from "../lib/places.ts";

const oldestPython = [3, 11];

/** The batch tools with their Python environment. Returns why that cannot be done, for people; undefined once it is. */
export function installPython(): string | undefined {
  if (!existsSync(peersPython)) {
    const python = findPython();
    if (python === undefined) {
      return `Python ${oldestPython.join(".")} or newer was not found (tried python3, python and py): install it from https://www.python.org and run this again.`;
    }
    if (!succeeds([...python, "-m", "venv", peersVenv])) {
      return "Python could not make the environment (on Debian and Ubuntu the package python3-venv is needed).";
    }
  }
  if (!succeeds([peersPython, "-m", "pip", "install", "--requirement", requirementsFile])) {
    return "pip could not install the peers: its own message is above.";
  }
  return undefined;
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
