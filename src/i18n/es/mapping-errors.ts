import type { MappingValueKind } from "../../model/mapping-reader.ts";
import type { Gap } from "../../model/propose/reasons.ts";
import type { FormatProblem } from "../../model/strptime.ts";
import type { mappingErrors as english } from "../en/mapping-errors.ts";

export const mappingErrors: typeof english = {
  mapping_unreadable: (p) =>
    `${p.file}, línea ${p.line}: no es YAML válido (${p.cause}). Revisar las sangrías y poner entre comillas el texto con caracteres especiales.`,
  mapping_unknown_key: (p) =>
    `${p.file}, línea ${p.line}: clave desconocida "${p.key}". ${p.nearest === undefined ? `Se esperaba ${or(p.allowed)}.` : `¿Se quería decir "${p.nearest}"?`}`,
  mapping_wrong_value: (p) =>
    `${p.file}, línea ${p.line}: ${p.key === "" ? "esto no es un mapeo" : `"${p.key}" tiene un valor que no sirve`}. Se esperaba ${EXPECTED[p.expected]}.`,
  mapping_time_zone: (p) =>
    `${p.file}, línea ${p.line}: zona horaria desconocida "${p.value}". ${p.nearest.length === 0 ? "Se esperaba un nombre como Europe/Madrid." : `¿Se quería decir ${or(p.nearest)}?`}`,
  mapping_currency: (p) =>
    `${p.file}, línea ${p.line}: "${p.value}" no es un código de moneda. Se esperaban tres letras de ISO 4217, como EUR, USD o MXN.`,
  mapping_status_twice: (p) =>
    `${p.file}, línea ${p.line}: el estado "${p.label}" está en dos clases, ${p.first} y ${p.second}. Dejarlo en una sola.`,
  mapping_time_format: (p) => `${p.file}, línea ${p.line}: timestamp_format "${p.value}" ${formatProblem(p.problem)}`,
  mapping_missing_column: (p) =>
    `${p.file}: el mapeo toma ${p.column} de una columna "${p.name}" que el archivo no tiene${
      p.separator !== undefined
        ? `: toda su cabecera es una sola columna, así que el separador no es el correcto. Probar csv: {delimiter: ${JSON.stringify(p.separator)}} en el mapeo.`
        : p.nearest.length === 0
          ? `. Sus columnas son ${list(p.existing)}.`
          : `. ¿Se quería decir ${or(p.nearest)}?`
    }`,
  mapping_needed: (p) =>
    `${p.file}: no se entiende sin un mapeo (${p.gaps.map((gap) => GAPS[gap]).join("; ")}). ${
      p.proposal === "nowhere"
        ? "Ejecutar de nuevo con --propose ARCHIVO para obtener una propuesta"
        : p.proposal === "stdout"
          ? "Se ha impreso una propuesta: revisarla, guardarla y ejecutar de nuevo con --mapping ARCHIVO"
          : `Se ha escrito una propuesta en ${p.proposal.file}: revisarla y ejecutar de nuevo con --mapping ${p.proposal.file}`
    }.`,
};

const EXPECTED: Readonly<Record<MappingValueKind, string>> = {
  mapping: "claves con valores, como columns: {total: importe}",
  text: "un texto",
  one_column: "el nombre de una sola columna (solo los identificadores pueden ser varias)",
  text_or_list: "un texto, o una lista de textos como [uno, otro]",
  list: "una lista de textos como [uno, otro]",
  one_character: 'un solo carácter entre comillas, como ";"',
  true_or_false: "true o false",
  decimal: 'el signo decimal entre comillas: "." o ","',
  thousands: `el signo de los miles entre comillas, distinto del decimal: "", ".", ",", " " o "'"`,
  encoding: "utf-8, latin-1 o utf-16",
};

const GAPS: Readonly<Record<Gap, string>> = {
  timestamp: 'no hay una columna "timestamp"',
  total: 'no hay una columna "total", ni "quantity" con "unit_price"',
  date_order: "sus fechas pueden ser día/mes o mes/día",
};

function formatProblem(problem: FormatProblem): string {
  switch (problem.kind) {
    case "pattern":
      return `no es un formato strptime. ¿Se quería decir "${problem.meant}"?`;
    case "field":
      return `tiene un campo desconocido "${problem.field}". Se conocen %Y %y %m %d %b %B %H %I %M %S %f %p %z.`;
    case "incomplete":
      return `no tiene día, mes o año. Escribirlo, por ejemplo, como "%d/%m/%Y %H:%M".`;
  }
}

function or(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} o ${quoted.at(-1)}`;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `"${name}"`);
  return names.length > shown.length ? `${shown.join(", ")} y ${names.length - shown.length} más` : shown.join(", ");
}
