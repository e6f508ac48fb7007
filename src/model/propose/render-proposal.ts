import type { MappingMessages } from "../../i18n/en/mapping.ts";
import { mapping as english } from "../../i18n/en/mapping.ts";
import { mapping as spanish } from "../../i18n/es/mapping.ts";
import type { Language } from "../../i18n/language.ts";
import { mappingLines } from "../mapping-lines.ts";
import type { Proposal } from "./propose-mapping.ts";
import type { Note, Reason } from "./reasons.ts";

const MESSAGES: Readonly<Record<Language, MappingMessages>> = { en: english, es: spanish };

/** The proposal as a mapping file: YAML, a comment on each line saying why, and what stays unsure at the end. */
export function renderProposal({ mapping, reasons, unsure }: Proposal, file: string, language: Language): string {
  const { proposal } = MESSAGES[language];
  const lines = mappingLines(mapping).map(({ path, text }) => {
    const said = reasons.filter((reason) => reason.path === path).map((reason) => sayReason(reason, language));
    return said.length === 0 ? text : `${text}  # ${oneLine(said.join("; "))}`;
  });
  const doubts = unsure.map((reason) => `# - ${oneLine(sayReason(reason, language))}`);
  return [
    `# ${oneLine(proposal.title({ file }))}`,
    `# ${proposal.use()}`,
    ...lines,
    ...(doubts.length === 0 ? [] : [`# ${proposal.unsure()}`, ...doubts]),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

function sayReason({ code, params }: Reason, language: Language): string {
  const say = MESSAGES[language].reasons[code] as (p: typeof params) => string;
  return say(params);
}

export function sayNote({ code, params }: Note, language: Language): string {
  const say = MESSAGES[language].notes[code] as (p: typeof params) => string;
  return say(params);
}

/** Text from the file must neither end the comment nor reach a terminal's controls. */
function oneLine(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\ufffd");
}
