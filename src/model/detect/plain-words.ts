/** The words of a name or a label without case, accents and marks: `OrderStatus`, `order_status` and `Órder status` agree. */
export function plainWords(text: string): string[] {
  return text
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .replaceAll("#", " # ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\d#]+/u)
    .filter((word) => word !== "");
}
