/** Columns a text takes on a terminal: accents join their letter, emoji and East Asian letters take two. */
export function widthOf(text: string): number {
  if (NARROW.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes(text)) width += widthOfGrapheme(segment);
  return width;
}

/** The longest beginning of `text` that fits into `width` columns, ended by "…" where something was cut. */
export function truncate(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = "";
  let left = width - 1;
  for (const { segment } of graphemes(text)) {
    left -= widthOfGrapheme(segment);
    if (left < 0) break;
    kept += segment;
  }
  return width < 1 ? "" : `${kept}…`;
}

export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - widthOf(text))) + text;
}

/** Text broken at spaces into lines of at most `width` columns; a longer word keeps a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

/** What nearly every table is made of (Latin letters, dashes, lines and blocks): a column each, known without a segmenter. */
const NARROW = /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u20ac\u2500-\u259f]*$/;

let segmenter: Intl.Segmenter | undefined;

function graphemes(text: string): Iterable<Intl.SegmentData> {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}

function widthOfGrapheme(grapheme: string): number {
  const { invisible, emoji, wide, halfWidth } = kinds();
  if (invisible.test(grapheme)) return 0;
  if (emoji.test(grapheme)) return 2;
  return wide.test(grapheme) && !halfWidth.test(grapheme) ? 2 : 1;
}

let compiled: ReturnType<typeof compileKinds> | undefined;

/** Compiling Unicode's sets takes longer than drawing most tables, which need none of them. */
function kinds() {
  compiled ??= compileKinds();
  return compiled;
}

function compileKinds() {
  return {
    // The regions that Unicode calls wide, named by script so that they grow with the runtime's Unicode version.
    wide: /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\p{sc=Yi}\p{sc=Tangut}\p{sc=Nushu}\p{sc=Kits}\u3000-\u303e\u30fb-\u30fc\u3200-\u33ff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/u,
    halfWidth: /^[\uff61-\uffdc\uffe8-\uffee]/,
    emoji: /^(?:\p{RGI_Emoji}|\p{Emoji_Presentation})/v,
    invisible: /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u,
  };
}
