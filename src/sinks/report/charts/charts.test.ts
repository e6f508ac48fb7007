import { describe, expect, it } from "vitest";
import { areaChart } from "./area.ts";
import { barList } from "./bars.ts";
import { columnChart } from "./columns.ts";
import { curveChart } from "./curve.ts";
import { PLOT } from "./frame.ts";
import { heatTable } from "./heat.ts";

const tick = (value: number) => `${value}`;

/** Values of an attribute of the drawn marks, in order. */
function marks(markup: string, attribute: string): string[] {
  return [...markup.matchAll(/<rect class="mark[^>]*>/g)].map(
    ([rect]) => new RegExp(` ${attribute}="([^"]*)"`).exec(rect)?.[1] ?? "",
  );
}

describe("columns", () => {
  const columns = [
    { label: "a", title: "a: 4", values: [1, 3] },
    { label: "b", title: "b: 2", values: [2, 0] },
  ];
  const { markup } = columnChart({ caption: "letters", columns, tick, gap: 0.5 });

  it("stand on zero, stacked, on a scale to the largest sum", () => {
    expect(marks(markup, "height").map(Number)).toEqual([PLOT / 4, (PLOT * 3) / 4, PLOT / 2, 0]);
    expect(marks(markup, "x")).toEqual(["12.5%", "12.5%", "62.5%", "62.5%"]);
    expect(marks(markup, "width")).toEqual(["25%", "25%", "25%", "25%"]);
    const [lower, upper] = marks(markup, "y").map(Number);
    expect((upper ?? 0) + (PLOT * 3) / 4).toBe(lower);
  });

  it("are named, labelled and told when pointed at", () => {
    expect(markup).toContain('role="img" aria-label="letters"');
    expect(markup).toContain('text-anchor="middle">a</text>');
    expect(markup).toContain(">b: 2</text>");
  });
});

it("shows as many labels as fit, in groups that hold each other", () => {
  const columns = Array.from({ length: 24 }, (_, hour) => ({
    label: String(hour).padStart(2, "0"),
    title: "",
    values: [1],
  }));
  const { markup } = columnChart({ caption: "hours", columns, tick });
  const found = (kind: string) =>
    [...markup.matchAll(new RegExp(`class="${kind}"[^>]*>(\\d\\d)<`, "g"))].map((match) => match[1]);
  expect(found("label")).toEqual(["00", "06", "12", "18"]);
  expect([...found("label"), ...found("label some")]).toHaveLength(12);
  expect([...found("label"), ...found("label some"), ...found("label all")]).toHaveLength(24);
});

it("draws an area from zero along its points, and the mean of the last ones", () => {
  const points = [0, 10, 20, 10].map((value) => ({ label: "", title: "", value }));
  const { markup } = areaChart({ caption: "days", points, tick, average: 2 });
  expect(markup).toContain(`<path class="line" d="M125 ${PLOT}L375 ${PLOT / 2}L625 0L875 ${PLOT / 2}"/>`);
  expect(markup).toContain(`<path class="area" d="M125 ${PLOT}L125 ${PLOT}L`);
  expect(markup).toContain(`<path class="average" d="M375 ${PLOT * 0.75}L625 ${PLOT * 0.25}L875 ${PLOT * 0.25}"/>`);
});

describe("bars", () => {
  it("lie on one zero line", () => {
    const { markup } = barList("change", [
      { label: "up", value: 30, text: "+30" },
      { label: "down", value: -10, text: "-10", series: "s3", note: "was 100" },
    ]);
    expect(marks(markup, "x")).toEqual(["25%", "0%"]);
    expect(marks(markup, "width")).toEqual(["75%", "25%"]);
    expect(markup).toContain("was 100");
  });

  it("are empty, not broken, when all is zero", () => {
    const { markup } = barList("nothing", [{ label: "a", value: 0, text: "0" }]);
    expect(marks(markup, "width")).toEqual(["0%"]);
  });

  it("escape their labels", () => {
    const { markup } = barList("<i>", [{ label: "<script>", value: 1, text: "1" }]);
    expect(markup).not.toMatch(/<script|<i>/);
  });
});

describe("heat table", () => {
  const cell = (value: number | null) => ({ value, text: `${value}`, title: `is ${value}` });
  const { markup } = heatTable({
    caption: "heat",
    corner: "",
    columns: ["a", "b", "c"],
    rows: [{ label: "r", cells: [cell(0), cell(70), cell(null)] }],
    legend: { least: "0", most: "70" },
  });

  it("shades by value and leaves blank what cannot have one", () => {
    expect([...markup.matchAll(/<td class="(\w+)"/g)].map((match) => match[1])).toEqual(["q0", "q6", "none"]);
    expect(markup).toContain('<td class="none" title="is null"><span></span></td>');
  });

  it("is a table that can be read aloud", () => {
    expect(markup).toContain('<th scope="row">r</th>');
    expect(markup).toContain('<th scope="col" class="at"><span>b</span></th>');
    expect(markup).toContain("<caption");
  });
});

describe("curve", () => {
  const points = Array.from({ length: 5000 }, (_, index) => ({
    x: (index + 1) / 5000,
    y: Math.sqrt((index + 1) / 5000),
  }));
  const classes = [
    { until: 0.64, name: "A", title: "A makes 80 %" },
    { until: 1, name: "B", title: "B makes 20 %" },
  ];
  const { markup } = curveChart({ caption: "pareto", points, classes, tick });

  it("is thinned, and still ends where everything is counted", () => {
    const path = /class="line" d="([^"]*)"/.exec(markup)?.[1] ?? "";
    expect(path.split("L").length).toBeLessThan(310);
    expect(path.endsWith("L1000 0")).toBe(true);
  });

  it("has its classes as bands", () => {
    expect(markup).toMatch(/class="band b0" x="0%"[^>]* width="64%"/);
    expect(markup).toMatch(/class="band b1" x="64%"[^>]* width="36%"/);
    expect(markup).toContain(">A makes 80 %</text>");
  });
});
