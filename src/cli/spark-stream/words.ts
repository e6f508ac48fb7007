import { sparkHelp as english } from "../../i18n/en/spark-help.ts";
import { sparkStream as englishTalk } from "../../i18n/en/spark-stream.ts";
import { sparkHelp as spanish } from "../../i18n/es/spark-help.ts";
import { sparkStream as spanishTalk } from "../../i18n/es/spark-stream.ts";
import type { Session } from "../io.ts";

export function helpOf({ language }: Session): typeof english {
  return language === "es" ? spanish : english;
}

export function talkOf({ language }: Session): typeof englishTalk {
  return language === "es" ? spanishTalk : englishTalk;
}
