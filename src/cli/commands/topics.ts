import { Argument } from "commander";
import { UserError } from "../../model/user-error.ts";
import { type Declaration, declareCommand, declareLanguage, declareOption } from "../declaration.ts";
import { declareKafka, type KafkaFlags } from "../kafka-flags.ts";

const ACTIONS = ["list", "create", "describe"] as const;
export type TopicsAction = (typeof ACTIONS)[number];

/** The options of `vitrina topics` as given. */
export interface TopicsFlags extends KafkaFlags {
  readonly partitions?: number;
  readonly replication?: number;
  readonly config?: readonly (readonly [string, string])[];
  readonly format: "table" | "json";
}

const USUAL_TOPIC = "transacciones_ventas";

export function declareTopics(declaration: Declaration): void {
  const { words, readers, choose } = declaration;
  const { topics } = words;
  const command = declareCommand(declaration, "topics")
    .usage(`${topics.action.name} [${topics.topic.name}] ${words.any_options}`)
    .addArgument(
      new Argument(`<${topics.action.name}>`, topics.action.text).argParser(readers.oneOf(ACTIONS)(topics.action.name)),
    )
    .addArgument(new Argument(`[${topics.topic.name}]`, topics.topic.text))
    .action((action: TopicsAction, topic: string | undefined, flags: TopicsFlags) =>
      choose(async (session) => {
        const { runTopics } = await import("./run-topics.ts");
        return runTopics({ action, topic: topic ?? USUAL_TOPIC, flags }, session);
      }),
    );
  declareOption(command, "--partitions", topics.partitions, { read: counter(topics.expected.partitions) });
  declareOption(command, "--replication", topics.replication, { read: counter(topics.expected.partitions) });
  declareOption(command, "--config", topics.config, { read: setting(topics.expected.config), repeated: true });
  declareOption(command, "--format", topics.format, { read: readers.oneOf(["table", "json"]), otherwise: "table" });
  declareKafka(command, declaration);
  declareLanguage(command, words);
}

function counter(expected: string) {
  return (option: string) =>
    (text: string): number => {
      if (!/^[1-9]\d{0,4}$/.test(text)) throw new UserError("bad_option", { option, value: text, expected });
      return Number(text);
    };
}

function setting(expected: string) {
  return (option: string) =>
    (text: string): [string, string] => {
      const [, key, value] = /^([\w.]+)=(.*)$/s.exec(text) ?? [];
      if (key === undefined || value === undefined) {
        throw new UserError("bad_option", { option, value: text, expected });
      }
      return [key, value];
    };
}
