/** What a proposed mapping says of itself, and how a file was understood. */
export const mapping = {
  reasons: {
    named: () => "by its name",
    given: () => "as in the mapping given",
    times: (p: { example: string }) => `dates such as ${p.example}`,
    only_times: (p: { example: string }) => `the only column with dates, such as ${p.example}`,
    unique: (p: { rows: number }) => `no value repeats in ${rows(p.rows)}`,
    unique_together: (p: { rows: number; column: string }) =>
      `"${p.column}" alone repeats, together they do not in ${rows(p.rows)}`,
    repeats: (p: { values: number; rows: number }) => `${p.values} different values in ${rows(p.rows)}`,
    adds_up: (p: { share: number }) => `equals quantity × unit price in ${percent(p.share)} of the rows`,
    amounts: (p: { example: string }) => `amounts such as ${p.example}`,
    price_as_total: () => "no total in the file, so each row counts as one piece at its price",
    time_format: (p: { text: string; read: string }) => `${p.text} is ${p.read}`,
    number_format: (p: { text: string; read: string }) => `${p.text} is ${p.read}`,
    status_words: () => "by what the words usually mean",
    currency_mark: (p: { mark: string; column: string }) => `amounts in "${p.column}" are marked ${p.mark}`,
    currency_column: (p: { column: string }) => `the column "${p.column}" says so in every row`,
    currency_name: (p: { column: string }) => `by the name "${p.column}"`,

    no_timestamp: () => "No column with dates was found: add timestamp under columns.",
    no_total: () => "No column of amounts was found: add total (or quantity and unit_price) under columns.",
    other_months: (p: { column: string; example: string }) =>
      `"${p.column}" names its months in a language that cannot be read (${p.example}): export the dates as numbers.`,
    date_order: (p: { text: string; first: string; second: string; otherwise: string }) =>
      `${p.text} may be ${p.first} or ${p.second}. If it is ${p.second}, write timestamp_format: ${p.otherwise}`,
    time_apart: (p: { column: string }) =>
      `The time of day is in a column of its own, "${p.column}", and is not read: analyses by hour will show midnight.`,
    no_clock: (p: { column: string }) => `"${p.column}" has no time of day: analyses by hour will show midnight.`,
    id_left_out: (p: { column: string }) =>
      `"${p.column}" repeats, one row for each line of an order. It was left out, so every row counts as a sale; as transaction_id it would keep only the first line of each order.`,
    id_of_order: (p: { column: string }) =>
      `"${p.column}" repeats and the total is the same in all rows of an order: the first row is kept, the others are rejected as duplicates, and each order counts once.`,
    customer_left_out: (p: { column: string; share: number }) =>
      `"${p.column}" is empty in ${percent(p.share)} of the rows. It was left out, because rows without a customer would be rejected; add customer_id to have customers analysed without those rows.`,
    lines_left_out: (p: { columns: readonly string[] }) =>
      `${quoted(p.columns, "and")} ${p.columns.length === 1 ? "belongs" : "belong"} to the lines of an order, and only its first row is kept: left out, because units and products would be wrong.`,
    price_left_out: (p: { price: string; total: string }) =>
      `"${p.total}" is not quantity × "${p.price}" in most rows (taxes or shipping, perhaps): "${p.price}" was left out, or each of those rows would raise a warning.`,
    blank: (p: { column: string; share: number }) =>
      `"${p.column}" is empty in ${percent(p.share)} of the rows: they will be rejected.`,
    non_positive: (p: { share: number }) =>
      `${percent(p.share)} of the rows have a total of zero or less (returns, perhaps): they will be rejected.`,
    not_numbers: (p: { column: string; share: number }) =>
      `"${p.column}" holds no readable number in ${percent(p.share)} of the rows: they will be rejected.`,
    not_times: (p: { column: string; share: number }) =>
      `"${p.column}" holds no readable date in ${percent(p.share)} of the rows: they will be rejected.`,
    several: (p: { chosen: string; others: readonly string[] }) =>
      `"${p.chosen}" was chosen for it; ${quoted(p.others, "or")} would be possible too.`,
    by_content: (p: { column: string }) => `"${p.column}" was chosen by its values alone: its name says nothing.`,
    computed: (p: { quantity: string; price: string }) =>
      `There is no total: it will be "${p.quantity}" × "${p.price}", rounded to cents.`,
    status_unknown: (p: { labels: readonly string[] }) =>
      p.labels.length === 1
        ? `What ${quoted(p.labels, "and")} means for money is not known: add it to recognised, pending or cancelled, or it counts in gross sales only.`
        : `What ${quoted(p.labels, "and")} mean for money is not known: add them to recognised, pending or cancelled, or they count in gross sales only.`,
    status_none: (p: { column: string }) =>
      `"${p.column}" may be the status, but its values say nothing known. To use it, add status under columns, and the classes of its values.`,
    currency_shared: (p: { mark: string }) =>
      `${p.mark} is the mark of several currencies: add currency, such as currency: USD.`,
    currency_mixed: (p: { column: string }) =>
      `"${p.column}" has several currencies: amounts are added as if they were one. Split the file by currency first.`,
    currency_unknown: () => "Nothing says the currency: add it, such as currency: EUR.",
    zone_unknown: () =>
      "The times have no offset: they are taken as local time of this computer. If the shop is elsewhere, add time_zone, such as time_zone: Europe/Madrid.",
  },
  notes: {
    times_read: (p: { column: string; text: string; read: string }) =>
      `Dates in "${p.column}": ${p.text} is ${p.read}.`,
    times_unread: (p: { column: string; text: string }) =>
      `Dates in "${p.column}" are not understood (${p.text}): give timestamp_format in a mapping.`,
    numbers_read: (p: { column: string; text: string; read: string }) =>
      `Numbers in "${p.column}": ${p.text} is ${p.read}.`,
    total_computed: (p: { quantity: string; price: string }) =>
      `The file has no total: it is "${p.quantity}" × "${p.price}", rounded to cents.`,
    status_read: (p: {
      recognised: readonly string[];
      pending: readonly string[];
      cancelled: readonly string[];
      unknown: readonly string[];
    }) =>
      `Statuses were sorted by what the words usually mean. Recognised: ${few(p.recognised)}; pending: ${few(p.pending)}; cancelled: ${few(p.cancelled)}${p.unknown.length === 0 ? "" : `; unknown: ${few(p.unknown)}`}. A mapping with status decides otherwise.`,
    currency_read: (p: { currency: string; mark: string }) =>
      `Amounts are marked ${p.mark}: the currency is ${p.currency}.`,
    columns_left_out: (p: { columns: readonly string[] }) =>
      `Not used, because the mapping lists its columns without ${p.columns.length === 1 ? "it" : "them"}: ${p.columns.join(", ")}.`,
  },
  proposal: {
    title: (p: { file: string }) => `Proposed mapping for ${p.file}`,
    use: () => "Check it, save it to a file and run again with --mapping and that file.",
    unsure: () => "Not sure:",
  },
};

export type MappingMessages = typeof mapping;

function rows(count: number): string {
  return count === 1 ? "the one row seen" : `${count} rows`;
}

function percent(share: number): string {
  return new Intl.NumberFormat("en", { style: "percent", maximumSignificantDigits: 2 }).format(share);
}

function quoted(names: readonly string[], word: string): string {
  const texts = names.map((name) => `"${name}"`);
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} ${word} ${texts.at(-1)}`;
}

function few(labels: readonly string[]): string {
  return labels.length === 0 ? "none" : labels.join(", ");
}
