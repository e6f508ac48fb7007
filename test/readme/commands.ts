/** What a reader is told to type, taken from a page in Markdown. */
export interface Page {
  commands: Command[];
  /** Blocks that follow `<!-- file: NAME -->`: files that the commands expect beside them. */
  files: { name: string; text: string }[];
}

export interface Command {
  /** One command, without prompt, comment or line breaks. */
  text: string;
  /** The line of the page, counted from 1. */
  line: number;
  plan: Plan;
}

/**
 * `run`: a line for the shell, with `vitrina` as a command. `script`: a script of package.json must exist; it is run only
 * where the page says how it ends.
 */
export type Plan =
  | { do: "run"; shell: string; end: End }
  | { do: "script"; name: string; end: End }
  | { do: "nothing" };

/**
 * How a command ends: by itself; by Ctrl+C or by `kill -9` once it has said `text`; or it goes on beside the others after
 * it has said `text`, until the page ends; or, once it has said the address that begins with `text`, a browser's page is
 * asked for there, and then it is ended by Ctrl+C.
 */
export type End =
  | { readonly by: "itself" }
  | { readonly by: "interrupt" | "kill" | "page" | "asked"; readonly text: string };

interface Block {
  language: string;
  /** The text of an HTML comment on the line above the block. */
  note: string;
  lines: string[];
  line: number;
}

/**
 * Reads the fenced `sh` and `console` blocks of a page in order. In a `console` block only lines after `$ ` are
 * commands. `a && b` are two commands. `<!-- not-run: REASON -->` above a block keeps its commands from being run;
 * `<!-- until: TEXT -->`, `<!-- killed-at: TEXT -->`, `<!-- goes-on: TEXT -->` and `<!-- opens: TEXT -->` say how commands
 * that never end are run.
 */
export function readPage(markdown: string): Page {
  const page: Page = { commands: [], files: [] };
  for (const block of blocksOf(markdown)) {
    const file = /^file:\s*(\S+)$/.exec(block.note)?.[1];
    if (file !== undefined) page.files.push({ name: file, text: `${block.lines.join("\n")}\n` });
    else if (block.language === "sh" || block.language === "console") page.commands.push(...commandsOf(block));
  }
  return page;
}

function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: (Block & { fence: string }) | undefined;
  let note = "";
  for (const [index, line] of markdown.split(/\r?\n/).entries()) {
    if (open !== undefined) {
      if (line.trim() !== open.fence) {
        open.lines.push(line);
        continue;
      }
      blocks.push(open);
      open = undefined;
      continue;
    }
    const fence = /^\s*(`{3,}|~{3,})(\w*)/.exec(line);
    if (fence !== null) {
      open = { fence: fence[1] ?? "", language: fence[2] ?? "", note, lines: [], line: index + 2 };
      note = "";
    } else if (line.trim() !== "") {
      note = /^\s*<!--\s*(.*?)\s*-->\s*$/.exec(line)?.[1] ?? "";
    }
  }
  if (open !== undefined) throw new Error(`the block that starts before line ${open.line} is never closed`);
  return blocks;
}

function commandsOf({ language, note, lines, line }: Block): Command[] {
  const skipped = /^not-run:\s*\S/.test(note);
  return typedLines(lines, line, language === "console").flatMap((typed) =>
    splitCommands(typed.text).map((text) => ({
      text,
      line: typed.line,
      plan: skipped ? { do: "nothing" } : planOf(text, endOf(note)),
    })),
  );
}

/** The lines a reader types: prompts removed, lines that end in a backslash joined with the next. */
function typedLines(lines: string[], first: number, prompted: boolean): { text: string; line: number }[] {
  const typed: { text: string; line: number }[] = [];
  let unfinished: { text: string; line: number } | undefined;
  for (const [index, raw] of lines.entries()) {
    if (prompted && unfinished === undefined && !raw.trimStart().startsWith("$ ")) continue;
    const text = prompted && unfinished === undefined ? raw.trimStart().slice(2) : raw;
    const current = { text: (unfinished?.text ?? "") + text.trim(), line: unfinished?.line ?? first + index };
    unfinished = current.text.endsWith("\\")
      ? { ...current, text: `${current.text.slice(0, -1).trimEnd()} ` }
      : undefined;
    if (unfinished === undefined) typed.push(current);
  }
  return typed;
}

/** Splits at `&&` and drops a comment, both only outside quotes. */
function splitCommands(line: string): string[] {
  const commands = [""];
  for (const [token, comment] of line.matchAll(/((?<!\S)#.*)|"[^"]*"|'[^']*'|&&|[^"'#&]+|./g)) {
    if (comment !== undefined) break;
    if (token === "&&") commands.push("");
    else commands.push(`${commands.pop()}${token}`);
  }
  return commands.map((command) => command.trim()).filter(Boolean);
}

const ENDS = { until: "interrupt", "killed-at": "kill", "goes-on": "page", opens: "asked" } as const;

function endOf(note: string): End {
  const [, how, text] = /^(until|killed-at|goes-on|opens):\s*(\S.*)$/.exec(note) ?? [];
  return how === undefined || text === undefined ? { by: "itself" } : { by: ENDS[how as keyof typeof ENDS], text };
}

function planOf(text: string, end: End): Plan {
  const shell = text.replaceAll(/\bnpm run (?:--silent |-s )?vitrina --(?= )|\bnpx vitrina\b/g, "vitrina");
  const script = /^npm (?:run(?: -\S+)* )?(\S+)/.exec(shell)?.[1];
  if (/^(git clone|cd|npm (ci|install|pack))\b/.test(shell)) return { do: "nothing" };
  return script === undefined ? { do: "run", shell, end } : { do: "script", name: script, end };
}
