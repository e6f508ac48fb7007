import { describe, expect, it } from "vitest";
import { reportStyles } from "./styles.ts";

const css = reportStyles();
const [light = {}, changed = {}] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block = ""]) =>
  Object.fromEntries([...block.matchAll(/--(\w+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name, colour])),
);
const themes: Record<string, Record<string, string>> = { light, dark: { ...light, ...changed } };

/** Contrast as WCAG 2 defines it, from 1 to 21. */
function contrast(a: string, b: string): number {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe.each(["light", "dark"])("in the %s theme", (theme) => {
  const colour = (name: string) => {
    const found = themes[theme]?.[name];
    if (found === undefined) throw new Error(`no colour --${name}`);
    return found;
  };

  it.each<[string, string]>([
    ["ink", "card"],
    ["ink", "page"],
    ["muted", "card"],
    ["muted", "page"],
    ["accent", "card"],
    ["accent", "page"],
    ...[0, 1, 2, 3, 4, 5, 6].map((shade): [string, string] => [`t${shade}`, `q${shade}`]),
  ])("text in --%s can be read on --%s", (text, back) => {
    expect(contrast(colour(text), colour(back))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["axis", "s0"])("--%s can be seen on a card", (name) => {
    expect(contrast(colour(name), colour("card"))).toBeGreaterThanOrEqual(3);
  });
});

it("asks the network for nothing", () => {
  expect(css).not.toMatch(/@import|https?:|url\((?!#)/);
});

it("can stand inside a style element", () => {
  expect(css).not.toContain("</");
});
