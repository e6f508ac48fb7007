import type { Said } from "../../words/en.ts";
import type { Both } from "../../words/language.tsx";
import { lateEn, lateEs } from "./late-words.ts";
import { letterEn, letterEs } from "./letter-words.ts";

const en = {
  lead: "What was thrown away, and can it be saved?",
  equation: "Every record is accounted for",
  equation_is:
    "What was read since the stream began. Each record is in exactly one of the four: accepted; rejected, with its reason; late, kept aside until somebody puts it in; or a duplicate of one that counts already. A record that is saved moves from its part to the accepted ones.",
  read: "read",
  parts: { accepted: "accepted", rejected: "rejected", late: "late", duplicate: "duplicate" },
  part: "Part",
  records: "Records",
  share: "Share",
  share_of: (p: { share: string }) => `${p.share} of what was read`,
  bar_seen: "Each part of what was read. Choose one to see its records.",
  accepted_title: "What was accepted",
  accepted_text: (p: { n: string }) => `${p.n} sales count in every figure of this console.`,
  to_explore: "Look into them",
  warnings: "Accepted with a warning",
  no_warnings: "No sale was accepted with a warning.",
  rule: "Rule",
  duplicate_title: "What came twice",
  duplicate_text: (p: { n: string; apart: string }) =>
    `${p.n} records had the id of a sale that was accepted at most ${p.apart} earlier or later. The first one counts; the copies are only counted, since nothing in them is new.`,
  duplicate_without_id: "The sales of this shop have no id, so no copy can be told from a second sale.",
  duplicate_none: "No record came twice.",
  duplicate_set: "How far apart two records with one id may be is set when the stream is started:",
  by_rule: "Rejected records by rule",
  by_rule_is:
    "Why records were rejected. The numbers are those still open, those judged again and accepted, and those that somebody gave up. Choose a rule to see its records only.",
  by_rule_empty: "Nothing was rejected. A record that breaks a rule will be listed here with its reason.",
  over_time: "Rejected records over time",
  over_time_is: "When rejected records arrived, by rule; those retried or dropped since are counted too.",
  over_time_seen: "Bars of the rejected records by time of arrival, one colour for each rule.",
  over_time_empty: "No record was rejected in this time.",
  per: (p: { length: string }) => `per ${p.length}`,
  time: "Time",
  period: "Period",
  periods: { hour: "1 h", day: "24 h", week: "7 d", month: "30 d" },
  all_rules: "All rules",
  letter: letterEn,
  late: lateEn,
};

const es: Said<typeof en> = {
  lead: "¿Qué se ha descartado y qué se puede recuperar?",
  equation: "Ningún registro se pierde",
  equation_is:
    "Lo leído desde que comenzó el flujo. Cada registro está en exactamente una de las cuatro partes: aceptado; rechazado, con su motivo; tardío, guardado aparte hasta que alguien lo incluya; o duplicado de uno que ya cuenta. Un registro recuperado pasa de su parte a los aceptados.",
  read: "leídos",
  parts: { accepted: "aceptados", rejected: "rechazados", late: "tardíos", duplicate: "duplicados" },
  part: "Parte",
  records: "Registros",
  share: "Proporción",
  share_of: (p) => `${p.share} de lo leído`,
  bar_seen: "Cada parte de lo leído. Al elegir una se ven sus registros.",
  accepted_title: "Lo aceptado",
  accepted_text: (p) => `${p.n} ventas cuentan en todas las cifras de esta consola.`,
  to_explore: "Examinarlas",
  warnings: "Aceptadas con un aviso",
  no_warnings: "Ninguna venta se aceptó con un aviso.",
  rule: "Regla",
  duplicate_title: "Lo que llegó dos veces",
  duplicate_text: (p) =>
    `${p.n} registros tenían el id de una venta aceptada como mucho ${p.apart} antes o después. Cuenta la primera; las copias solo se cuentan, pues nada nuevo hay en ellas.`,
  duplicate_without_id:
    "Las ventas de esta tienda no tienen id: no se puede distinguir una copia de una segunda venta.",
  duplicate_none: "Ningún registro llegó dos veces.",
  duplicate_set: "La separación máxima entre dos registros con el mismo id se fija al iniciar el flujo:",
  by_rule: "Registros rechazados por regla",
  by_rule_is:
    "Por qué se rechazaron registros. Las cifras son los que siguen abiertos, los juzgados de nuevo y aceptados, y los descartados por alguien. Al elegir una regla se ven solo sus registros.",
  by_rule_empty: "No se ha rechazado nada. Un registro que incumpla una regla aparecerá aquí con su motivo.",
  over_time: "Registros rechazados en el tiempo",
  over_time_is:
    "Cuándo llegaron los registros rechazados, por regla; también cuentan los reintentados o descartados después.",
  over_time_seen: "Barras con los registros rechazados por hora de llegada, un color por regla.",
  over_time_empty: "En este tiempo no se rechazó ningún registro.",
  per: (p) => `cada ${p.length}`,
  time: "Hora",
  period: "Periodo",
  periods: { hour: "1 h", day: "24 h", week: "7 d", month: "30 d" },
  all_rules: "Todas las reglas",
  letter: letterEs,
  late: lateEs,
};

export const words: Both<Said<typeof en>> = { en, es };
