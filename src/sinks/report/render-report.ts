import { createHash } from "node:crypto";
import { reportMessages as english } from "../../i18n/en/report.ts";
import { rules as englishRules } from "../../i18n/en/rules.ts";
import { reportMessages as spanish } from "../../i18n/es/report.ts";
import { rules as spanishRules } from "../../i18n/es/rules.ts";
import { createFormatter } from "../../i18n/format.ts";
import type { Language } from "../../i18n/language.ts";
import type { BatchOutcome } from "../../model/batch-outcome.ts";
import { vocabularyOf } from "../view/vocabulary.ts";
import { patterns } from "./charts/patterns.ts";
import type { ReportContext } from "./context.ts";
import { footer } from "./footer.ts";
import { header } from "./header.ts";
import { type Html, html, trusted } from "./html.ts";
import { panels } from "./panels.ts";
import { quality } from "./quality.ts";
import { reportStyles } from "./styles.ts";
import { tiles } from "./tiles.ts";

/** A finished batch as one HTML file that needs nothing else: no network, no script, light or dark as the reader's system. */
export function renderReport(outcome: BatchOutcome, language: Language): string {
  const context: ReportContext = {
    outcome,
    words: language === "es" ? spanish : english,
    rules: language === "es" ? spanishRules : englishRules,
    vocabulary: vocabularyOf(language),
    format: createFormatter({ language, currency: outcome.shop.currency, timeZone: outcome.shop.timeZone }),
  };
  return page(language, context).markup;
}

function page(language: Language, context: ReportContext): Html {
  const { words } = context;
  const css = reportStyles();
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="${policy(css)}">
<link rel="icon" href="data:,">
<title>${words.title} · Vitrina</title>
<style>${trusted(css)}</style>
</head>
<body>
<a class="skip" href="#figures">${words.skip}</a>
${patterns()}
${header(context)}
<main id="figures">
${tiles(context)}
${quality(context)}
${panels(context)}
</main>
${footer(context)}
</body>
</html>
`;
}

/** Even if something slipped through the escaping, the browser runs and loads nothing but this very style sheet. */
function policy(css: string): string {
  const hash = createHash("sha256").update(css).digest("base64");
  return `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
}
