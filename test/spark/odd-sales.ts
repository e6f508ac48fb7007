/** Labels and ids that break what quotes, escapes or sorts carelessly. */
const LABELS = [
  "Ropa",
  'Hogar, "casa"',
  "it's",
  "back\\slash \\n \\' \\\"",
  `\${spark.app.name} $1 {x}`,
  "`tick`",
  "emoji 👩‍👩‍👧 🛒",
  "é combining e\u0301",
  "zero\u200bwidth",
  "%s %d _ %",
  "<b>&amp;</b>",
  "-- comment /* x */ ;",
  "tab\there",
  `long ${"ñ".repeat(5_000)} ${"x".repeat(5_000)}`,
  "İstanbul ẞ ß",
  "NULL?",
  " lead and trail ",
  "ünïcödé 中文 العربية",
];
const STATUS = ["Completada", "Pendiente", "Cancelada", "Devuelta", ""];
const PAYMENT = ["Tarjeta", "PayPal", "Transferencia", "", "NULL"];

const HEADER =
  "transaction_id,timestamp,customer_id,product_id,category,quantity,unit_price,total,payment_method,status";

/**
 * A CSV of sales with odd labels, values that are missing, ties, times around both clock changes in Madrid (a row every
 * ten minutes) and rows that are to be rejected. The same each time.
 */
export function oddSales(rows: number): string {
  const lines = [HEADER];
  const autumn = Date.UTC(2026, 9, 24, 20);
  const spring = Date.UTC(2026, 2, 28, 20);
  for (let index = 0; index < rows; index += 1) {
    const base = index % 2 === 0 ? autumn : spring;
    const time = new Date(base + Math.floor(index / 2) * 600_000).toISOString().slice(0, 19).replace("T", " ");
    const quantity = (index % 7) + 1;
    const cents = 1 + ((index * 7_919) % 100_000);
    const total = ((quantity * cents) / 100).toFixed(2);
    const fields = [
      String(index % 97 === 5 ? index - 1 : index),
      index % 31 === 3 ? "never" : time,
      index % 41 === 7 ? "" : index % 3 === 0 ? `00${index % 50}` : String(index % 50),
      `p${index % 20}`,
      quoted(LABELS[index % LABELS.length] ?? ""),
      String(quantity),
      (cents / 100).toFixed(2),
      index % 29 === 4 ? "12,x" : index % 37 === 6 ? `-${total}` : total,
      PAYMENT[index % PAYMENT.length] ?? "",
      STATUS[index % STATUS.length] ?? "",
    ];
    lines.push(index % 53 === 9 ? fields.slice(0, 4).join(",") : fields.join(","));
    if (index % 61 === 11) lines.push("");
  }
  return `${lines.join("\n")}\n`;
}

/** The same sales as NDJSON: numbers and texts, keys in any order. */
export function asObjects(csv: string): string {
  const [, ...rows] = csv.split("\n").filter((line) => line !== "" && !line.includes('"'));
  const names = HEADER.split(",");
  return rows
    .map((line) => JSON.stringify(Object.fromEntries(line.split(",").map((value, index) => [names[index], value]))))
    .join("\n");
}

function quoted(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
