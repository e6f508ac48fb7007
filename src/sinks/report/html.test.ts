import fc from "fast-check";
import { expect, it } from "vitest";
import { escapeHtml, html, trusted } from "./html.ts";

it("escapes text and leaves markup", () => {
  const label = `<script>alert("1" & '2')</script>`;
  expect(html`<p title="${label}">${html`<b>${label}</b>`}</p>`.markup).toBe(
    '<p title="&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;"><b>&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;</b></p>',
  );
});

it("joins lists and drops what is absent", () => {
  expect(html`${["a", html`<i>b</i>`, null, false, 3]}${trusted("<hr>")}`.markup).toBe("a<i>b</i>3<hr>");
});

it("replaces what would steer the reader's eye or break the page", () => {
  expect(escapeHtml("a\u0000b\u001bc\u202ed\ud800e\u0085f")).toBe("a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf");
  expect(escapeHtml("line\nbreak\ttab é 日本 👩‍👩‍👧")).toBe("line\nbreak\ttab é 日本 👩‍👩‍👧");
});

it("lets no text open a tag, close a quote or start an entity", () => {
  const text = fc.string({ unit: fc.constantFrom("<", ">", "&", '"', "'", "a", ";", "#", "/", "!", "-", "é") });
  fc.assert(
    fc.property(text, (dirty) => {
      const clean = escapeHtml(dirty);
      expect(clean).not.toMatch(/[<>"']/);
      const read = clean
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&quot;", '"')
        .replaceAll("&#39;", "'")
        .replaceAll("&amp;", "&");
      expect(read).toBe(dirty);
    }),
    { seed: 42 },
  );
});
