import { Command, CommanderError } from "commander";
import type { CliHelp } from "../i18n/en/cli-help.ts";
import { printable } from "../sinks/console/printable.ts";
import { declareAnalyses } from "./commands/analyses.ts";
import { declareBatch } from "./commands/batch.ts";
import { declareCompare } from "./commands/compare.ts";
import { declareDeadLetters } from "./commands/dead-letters.ts";
import { declareDemo } from "./commands/demo.ts";
import { declareDoctor } from "./commands/doctor.ts";
import { declareFiles } from "./commands/files.ts";
import { declareGenerate } from "./commands/generate.ts";
import { declareLate } from "./commands/late.ts";
import { declareProduce } from "./commands/produce.ts";
import { declareReconcile } from "./commands/reconcile.ts";
import { declareRuns } from "./commands/runs.ts";
import { declareServe } from "./commands/serve.ts";
import { declareStream } from "./commands/stream.ts";
import { declareTopics } from "./commands/topics.ts";
import type { Declaration } from "./declaration.ts";
import { exampleText, translateHelp } from "./help.ts";
import { print, type Session, type Task, tell, widthOfOutput } from "./io.ts";
import { usageSentence } from "./usage-error.ts";
import { optionReaders } from "./values.ts";
import { readVersion } from "./version.ts";

const DECLARATIONS: readonly ((declaration: Declaration) => void)[] = [
  declareDemo,
  declareBatch,
  declareGenerate,
  declareAnalyses,
  declareProduce,
  declareStream,
  declareServe,
  declareDeadLetters,
  declareLate,
  declareReconcile,
  declareTopics,
  declareCompare,
  declareFiles,
  declareRuns,
  declareDoctor,
];

/** What a command line asks for; also help and complaints about the line are tasks. Throws UserError "bad_option". */
export function readCommand(argv: readonly string[], session: Session, help: CliHelp): Task {
  const said: string[] = [];
  let chosen: Task | undefined;
  const program = createProgram(session, help, {
    choose: (task) => {
      chosen = task;
    },
    say: (text) => said.push(text),
  });
  try {
    program.parse(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return answerTo(error, said.join(""), { program, argv });
  }
  return chosen ?? (() => Promise.resolve(0));
}

interface Answers {
  readonly choose: (task: Task) => void;
  readonly say: (text: string) => void;
}

function createProgram({ io, words }: Session, help: CliHelp, { choose, say }: Answers): Command {
  const width = () => Math.min(120, widthOfOutput(io.stdout));
  const program = new Command("vitrina")
    .description(help.program)
    .usage(`${help.any_command} ${help.any_options}`)
    .exitOverride()
    .configureOutput({
      writeOut: say,
      writeErr: say,
      outputError: () => undefined,
      getOutHelpWidth: width,
      getErrHelpWidth: width,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .version(readVersion(), "-V, --version", help.version)
    .helpCommand(`help ${help.help_command.value}`, help.help_command.text);
  translateHelp(program, help);
  const readers = optionReaders(words);
  for (const declare of DECLARATIONS) declare({ program, words: help, readers, width: width(), choose });
  program
    .option(`--lang <${help.lang.value}>`, help.lang.text, readers.oneOf(["es", "en"])("--lang"))
    .addHelpText("after", exampleText(help.examples, help.program_examples, width()))
    .addHelpText("after", `\n${help.more}`);
  return program;
}

function answerTo(
  error: CommanderError,
  said: string,
  { program, argv }: { program: Command; argv: readonly string[] },
): Task {
  // Help or the version, asked for.
  if (error.exitCode === 0) {
    return async (session) => {
      await print(session, said);
      return 0;
    };
  }
  return async (session) => {
    // A line without a command is answered by the help, where the complaint would be.
    if (error.code === "commander.help") {
      await tell(session, said.trimEnd());
    } else {
      const names = program.commands.map((sub) => sub.name());
      const command = argv.find((argument) => names.includes(argument));
      const hint = session.words.see_help({ command: command === undefined ? "vitrina" : `vitrina ${command}` });
      await tell(session, printable(`${usageSentence(error, session.words)} ${hint}`));
    }
    return 2;
  };
}
