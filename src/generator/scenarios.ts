import { clockChange } from "./clock-change.ts";
import { damage } from "./damage.ts";
import { judgedAsDrawn } from "./judged.ts";
import type { SalesPlan } from "./options.ts";

/** A shop with a story: what becomes of the sales as drawn, and what a correct cleaner must find in them. */
export interface Scenario {
  readonly about: { readonly en: string; readonly es: string };
  /** Both arguments and results are SQL to select from; `draw` has the columns of Draw. */
  tell(draw: string, plan: SalesPlan): Story;
}

export interface Story {
  /** The columns of Draw. */
  readonly draw: string;
  /** What the file holds: the draw as typed columns, or ten columns of text. */
  readonly file: { readonly kind: "sales" } | { readonly kind: "text"; readonly columns: string };
  /** A line a row: reason, warning, category, status, total in cents, hour (yyyy-MM-dd HH); null where there is none. */
  readonly judged: string;
}

const CATALOGUE = {
  clean: {
    about: { en: "every row is valid", es: "todas las filas son válidas" },
    tell: (draw) => ({ draw, file: { kind: "sales" }, judged: judgedAsDrawn(draw) }),
  },
  dirty: {
    about: {
      en: "about 7 % of the rows have a defect: one of each rule, and warnings",
      es: "cerca del 7 % de las filas tiene un defecto: de cada regla, y avisos",
    },
    tell: damage,
  },
  dst: {
    about: {
      en: "the days around both clock changes in Madrid in the year of --end: 23 and 25 hours long (time zone Europe/Madrid)",
      es: "los días de los dos cambios de hora en Madrid en el año de --end: de 23 y 25 horas (zona horaria Europe/Madrid)",
    },
    tell: clockChange,
  },
} as const satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof CATALOGUE;

export const SCENARIOS: Readonly<Record<ScenarioName, Scenario>> = CATALOGUE;
export const SCENARIO_NAMES = Object.keys(CATALOGUE) as readonly ScenarioName[];

export function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(CATALOGUE, name);
}
