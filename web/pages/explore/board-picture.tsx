import { use, useEffect, useRef } from "react";
import type { Unit } from "../../format/format.ts";
import { useFormat } from "../../format/use-format.ts";
import { type ChartLook, useChartLook } from "../../parts/chart-look.ts";
import { PictureContext } from "../../parts/picture.ts";
import { isNumber, type TableData } from "../../parts/table-data.ts";

const ROW = 28;
const PAD = 20;
const GAP = 24;
const FONT = "14px system-ui, sans-serif";

/** Offers a table that is drawn with HTML as a picture too. */
export function BoardPicture({ title, table }: { readonly title: string; readonly table: TableData }) {
  const offer = use(PictureContext);
  const look = useChartLook();
  const format = useFormat();
  const latest = useRef<() => string>(() => "");
  latest.current = () => pictureOf(title, table, look, format.cell);
  useEffect(() => offer(() => latest.current()), [offer]);
  return null;
}

function pictureOf(
  title: string,
  { columns, rows }: TableData,
  look: ChartLook,
  shown: (unit: Unit, value: string | number | null) => string,
): string {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  if (pen === null) return "";
  const texts = [
    columns.map(({ label }) => label),
    ...rows.map((row) => columns.map(({ unit }, i) => shown(unit, row[i] ?? null))),
  ];
  pen.font = FONT;
  const widths = columns.map((_, i) => Math.max(...texts.map((row) => pen.measureText(row[i] ?? "").width)));
  const width = Math.ceil(
    Math.max(PAD * 2 + sum(widths) + GAP * (columns.length - 1), pen.measureText(title).width * 1.1 + PAD * 2),
  );
  const height = PAD * 2 + ROW * (texts.length + 1);
  canvas.width = width * 2;
  canvas.height = height * 2;
  pen.scale(2, 2);
  pen.fillStyle = look.surface;
  pen.fillRect(0, 0, width, height);
  pen.textBaseline = "middle";
  pen.fillStyle = look.ink;
  pen.font = `600 ${FONT}`;
  pen.fillText(title, PAD, PAD + ROW / 2);
  pen.font = FONT;
  for (const [line, row] of texts.entries()) {
    const y = PAD + ROW * (line + 1.5);
    pen.fillStyle = line === 0 ? look.inkSoft : look.ink;
    let x = PAD;
    for (const [i, text] of row.entries()) {
      const [room, isFigure] = [widths[i] ?? 0, isNumber(columns[i]?.unit ?? "text")];
      pen.textAlign = isFigure ? "right" : "left";
      pen.fillText(text, isFigure ? x + room : x, y);
      x += room + GAP;
    }
    pen.fillStyle = look.line;
    pen.fillRect(PAD, y + ROW / 2, width - PAD * 2, 1);
  }
  return canvas.toDataURL("image/png");
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
