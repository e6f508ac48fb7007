import type { Command } from "commander";
import { UserError } from "../model/user-error.ts";
import { type Declaration, declareOption } from "./declaration.ts";

/** Where a command finds Spark, as given. */
export interface SparkAddressFlags {
  /** A token in it is a secret: VITRINA_SPARK keeps it from the process list. */
  readonly spark?: string;
  readonly sparkConf?: readonly SparkSetting[];
  /** Of Spark's own pages; a login may stand in it. */
  readonly sparkUi?: string;
}

/** The options of a command that works on a Spark cluster with files, as given. */
export interface SparkFlags extends SparkAddressFlags {
  readonly storage?: string;
  readonly webhdfs?: string;
}

export type SparkSetting = readonly [key: string, value: string];

/** Of every command that works on a cluster. */
export function declareSparkAddress(command: Command, { words }: Declaration): void {
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
  const pages = () => (text: string) => {
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
      throw new UserError("spark_ui_address", { address: text.replace(/\/\/.*@/, "//…@") });
    }
    return text;
  };
  declareOption(command, "--spark-ui", spark.ui, { read: pages });
}

/** The address that the line or the environment names. Throws UserError. */
export function sparkAddress({ spark }: SparkAddressFlags, env: NodeJS.ProcessEnv): string {
  const address = spark ?? (env.VITRINA_SPARK || undefined);
  if (address === undefined) throw new UserError("spark_no_address", {});
  return address;
}

export function declareSpark(command: Command, declaration: Declaration): void {
  const { spark } = declaration.words;
  declareSparkAddress(command, declaration);
  declareOption(command, "--storage", spark.storage);
  declareOption(command, "--webhdfs", spark.webhdfs);
}
