import { parseArgs } from "node:util";
import type { ServiceWords } from "../words.ts";
import type { Service, ServiceOption, Values } from "./service.ts";

export interface Line {
  readonly command: "up" | "down" | "fetch" | "help";
  readonly values: Values;
}

/** A text is a complaint. */
export function readLine(argv: readonly string[], service: Service, words: ServiceWords): Line | string {
  const line = parse(argv, service, words);
  if (typeof line === "string") return line;
  const { values, positionals } = line;
  const [command = "help", ...others] = positionals;
  if (values.help !== undefined || command === "help") return { command: "help", values: {} };
  if (others.length > 0 || !isCommand(command)) return words.wrong_command({ command: [command, ...others].join(" ") });
  for (const [option, expected] of Object.entries(service.options)) {
    for (const value of values[option] ?? []) {
      const complaint = judge(option, value, expected, words);
      if (complaint !== null) return complaint;
    }
  }
  return service.check?.(values, words) ?? { command, values };
}

const ALWAYS = { detach: { kind: "flag" }, help: { kind: "flag" } } as const;

function parse(argv: readonly string[], service: Service, words: ServiceWords) {
  const known: Readonly<Record<string, ServiceOption>> = { ...service.options, ...ALWAYS };
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: Object.fromEntries(
        Object.entries(known).map(([option, { kind }]) => [
          option,
          {
            type: kind === "flag" ? ("boolean" as const) : ("string" as const),
            multiple: true as const,
            ...(option === "help" ? { short: "h" } : {}),
          },
        ]),
      ),
    });
    const texts = Object.entries(values).map(([option, given = []]) => [
      option,
      given.map((value) => (value === true ? "yes" : String(value))),
    ]);
    return { values: Object.fromEntries(texts) as Values, positionals };
  } catch (error) {
    const [message = ""] = (error instanceof Error ? error.message : String(error)).split(". ", 1);
    return words.wrong_option({ message, service: service.id });
  }
}

function judge(option: string, value: string, expected: ServiceOption, words: ServiceWords): string | null {
  switch (expected.kind) {
    case "number": {
      const { least, most } = expected;
      const right = /^\d{1,5}$/.test(value) && Number(value) >= least && Number(value) <= most;
      return right ? null : words.wrong_number({ option, value, least, most });
    }
    case "choice":
      return expected.choices.includes(value) ? null : words.wrong_choice({ option, value, choices: expected.choices });
    case "memory":
      return /^[1-9]\d*[kmg]$/i.test(value) ? null : words.wrong_memory({ option, value });
    case "setting":
      return /^[\w.-]+=/.test(value) ? null : words.wrong_setting({ value });
    case "text":
    case "flag":
      return null;
  }
}

function isCommand(text: string): text is "up" | "down" | "fetch" {
  return text === "up" || text === "down" || text === "fetch";
}
