import type { Command } from "commander";
import { UserError } from "../model/user-error.ts";
import { type Declaration, declareOption } from "./declaration.ts";

/** The options of a command that works on a Spark cluster, as given. */
export interface SparkFlags {
  /** A token in it is a secret: VITRINA_SPARK keeps it from the process list. */
  readonly spark?: string;
  readonly sparkConf?: readonly SparkSetting[];
  readonly storage?: string;
  readonly webhdfs?: string;
}

export type SparkSetting = readonly [key: string, value: string];

export function declareSpark(command: Command, { words }: Declaration): void {
  const { spark } = words;
  const setting =
    (option: string) =>
    (text: string): SparkSetting => {
      const [, key, value] = /^([A-Za-z][\w.-]*)=(.*)$/s.exec(text) ?? [];
      if (key === undefined || value === undefined) {
        throw new UserError("bad_option", { option, value: text, expected: spark.expected.setting });
      }
      return [key, value];
    };
  declareOption(command, "--spark", spark.address);
  declareOption(command, "--spark-conf", spark.conf, { read: setting, repeated: true });
  declareOption(command, "--storage", spark.storage);
  declareOption(command, "--webhdfs", spark.webhdfs);
}
