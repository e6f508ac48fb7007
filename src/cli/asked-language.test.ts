import { expect, test } from "vitest";
import { askedLanguage } from "./asked-language.ts";

test("--lang holds over the environment, wherever it stands", () => {
  const env = { LANG: "en_US.UTF-8" };
  expect(askedLanguage(["--lang", "es", "batch", "x"], env)).toBe("es");
  expect(askedLanguage(["batch", "x", "--lang=es"], env)).toBe("es");
  expect(askedLanguage(["--lang", "es", "--lang", "en"], { LANG: "es" })).toBe("en");
});

test("what comes after -- is no option, and a language that is not spoken is none", () => {
  expect(askedLanguage(["batch", "--", "--lang", "es"], {})).toBe("en");
  expect(askedLanguage(["batch", "--lang", "fr"], { LANG: "es_ES.UTF-8" })).toBe("es");
  expect(askedLanguage(["batch", "--lang"], {})).toBe("en");
});

test("the first variable that is set and not empty decides", () => {
  expect(askedLanguage([], { LC_ALL: "", LC_MESSAGES: "", LANG: "es_MX.UTF-8" })).toBe("es");
  expect(askedLanguage([], { LC_ALL: "C", LANG: "es_MX.UTF-8" })).toBe("en");
  expect(askedLanguage([], {})).toBe("en");
});
