/** A parameter as a person reads it: a list with commas, nothing as a dash, the rest as JSON. */
export function parameterText(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (Array.isArray(value)) return value.length === 0 ? "–" : value.map(parameterText).join(", ");
  if (typeof value === "object") return Object.keys(value).length === 0 ? "–" : JSON.stringify(value);
  return String(value);
}
