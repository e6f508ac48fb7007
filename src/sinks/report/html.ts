/** Markup that is safe to write: built by `html`, which escapes everything that is not markup itself. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | null | false | readonly Part[];

/** Template for HTML and SVG: text and attribute values (always in quotes) are escaped, markup and lists of it are not. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { markup: strings.reduce((text, string, index) => text + render(parts[index - 1] ?? null) + string) };
}

/** Only for text of this program, such as its style sheet. */
export function trusted(markup: string): Html {
  return { markup };
}

/** Text for HTML, in an element or a quoted attribute. What HTML cannot hold (controls, lone surrogates) becomes U+FFFD. */
export function escapeHtml(text: string): string {
  return text.toWellFormed().replace(UNSAFE, (character) => ENTITIES[character] ?? "\ufffd");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** Besides markup: controls but tab and line feed, and what turns the reading direction of the text around it. */
const UNSAFE = /[&<>"']|(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

function render(part: Part): string {
  if (part === null || part === false) return "";
  if (typeof part === "string") return escapeHtml(part);
  if (typeof part === "number") return String(part);
  return "markup" in part ? part.markup : part.map(render).join("");
}
