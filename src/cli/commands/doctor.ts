import { type Declaration, declareCommand, declareLanguage, declareOption } from "../declaration.ts";
import { declareKafka, type KafkaFlags } from "../kafka-flags.ts";
import { streamReaders } from "../stream-readers.ts";

/** The options of `vitrina doctor` as given. */
export interface DoctorFlags extends KafkaFlags {
  readonly topic?: string;
  readonly state?: string;
  readonly port: number;
  readonly format: "table" | "json";
}

const USUAL_PORT = 4040;

export function declareDoctor(declaration: Declaration): void {
  const { words, readers, choose } = declaration;
  const { doctor } = words;
  const { port, topic } = streamReaders(words);
  const command = declareCommand(declaration, "doctor")
    .usage(words.any_options)
    .action((flags: DoctorFlags) => {
      // A Kafka that nobody named is a wish, one that was named must be there.
      const kafkaNamed = command.getOptionValueSource("brokers") === "cli";
      choose(async (session) => {
        const { runDoctor } = await import("./run-doctor.ts");
        return runDoctor(flags, kafkaNamed, session);
      });
    });
  declareOption(command, "--topic", doctor.topic, { read: topic, shown: "transacciones_ventas" });
  declareOption(command, "--state", doctor.state, { shown: ".vitrina" });
  declareOption(command, "--port", doctor.port, { read: port, otherwise: USUAL_PORT });
  declareOption(command, "--format", doctor.format, { read: readers.oneOf(["table", "json"]), otherwise: "table" });
  declareKafka(command, declaration);
  declareLanguage(command, words);
}
