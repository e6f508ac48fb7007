import type { MappingMessages } from "../en/mapping.ts";

export const mapping: MappingMessages = {
  reasons: {
    named: () => "por su nombre",
    given: () => "como en el mapeo dado",
    times: (p) => `fechas como ${p.example}`,
    only_times: (p) => `la única columna con fechas, como ${p.example}`,
    unique: (p) => `ningún valor se repite en ${rows(p.rows)}`,
    unique_together: (p) => `"${p.column}" sola se repite, juntas no se repiten en ${rows(p.rows)}`,
    repeats: (p) => `${p.values} valores distintos en ${rows(p.rows)}`,
    adds_up: (p) => `es igual a cantidad × precio unitario en el ${percent(p.share)} de las filas`,
    amounts: (p) => `importes como ${p.example}`,
    price_as_total: () => "el archivo no tiene total, así que cada fila cuenta como una pieza a su precio",
    time_format: (p) => `${p.text} es ${p.read}`,
    number_format: (p) => `${p.text} es ${p.read}`,
    status_words: () => "por lo que suelen significar las palabras",
    currency_mark: (p) => `los importes de "${p.column}" llevan ${p.mark}`,
    currency_column: (p) => `lo dice la columna "${p.column}" en todas las filas`,
    currency_name: (p) => `por el nombre "${p.column}"`,

    no_timestamp: () => "No se encontró ninguna columna con fechas: añadir timestamp en columns.",
    no_total: () => "No se encontró ninguna columna de importes: añadir total (o quantity y unit_price) en columns.",
    other_months: (p) =>
      `"${p.column}" escribe los meses en un idioma que no se puede leer (${p.example}): exportar las fechas con números.`,
    date_order: (p) =>
      `${p.text} puede ser ${p.first} o ${p.second}. Si es ${p.second}, escribir timestamp_format: ${p.otherwise}`,
    time_apart: (p) =>
      `La hora está en una columna aparte, "${p.column}", y no se lee: los análisis por hora mostrarán medianoche.`,
    no_clock: (p) => `"${p.column}" no tiene hora: los análisis por hora mostrarán medianoche.`,
    id_left_out: (p) =>
      `"${p.column}" se repite, una fila por cada línea de un pedido. Se dejó fuera y cada fila cuenta como una venta; como transaction_id solo se conservaría la primera línea de cada pedido.`,
    id_of_order: (p) =>
      `"${p.column}" se repite y el total es el mismo en todas las filas de un pedido: se conserva la primera fila, las demás se rechazan por duplicadas y cada pedido cuenta una vez.`,
    customer_left_out: (p) =>
      `"${p.column}" está vacía en el ${percent(p.share)} de las filas. Se dejó fuera, porque las filas sin cliente se rechazarían; añadir customer_id para analizar los clientes sin esas filas.`,
    lines_left_out: (p) =>
      `${quoted(p.columns, "y")} ${p.columns.length === 1 ? "pertenece" : "pertenecen"} a las líneas de un pedido, y solo se conserva su primera fila: se ${p.columns.length === 1 ? "dejó" : "dejaron"} fuera, porque las unidades y los productos serían erróneos.`,
    price_left_out: (p) =>
      `"${p.total}" no es cantidad × "${p.price}" en la mayoría de las filas (quizá por impuestos o envío): "${p.price}" se dejó fuera, porque cada una de esas filas daría un aviso.`,
    blank: (p) => `"${p.column}" está vacía en el ${percent(p.share)} de las filas: se rechazarán.`,
    non_positive: (p) =>
      `El ${percent(p.share)} de las filas tiene un total de cero o menos (quizá devoluciones): se rechazarán.`,
    not_numbers: (p) =>
      `"${p.column}" no tiene un número legible en el ${percent(p.share)} de las filas: se rechazarán.`,
    not_times: (p) => `"${p.column}" no tiene una fecha legible en el ${percent(p.share)} de las filas: se rechazarán.`,
    several: (p) =>
      `Se eligió "${p.chosen}"; ${quoted(p.others, "o")} también ${p.others.length === 1 ? "sería posible" : "serían posibles"}.`,
    by_content: (p) => `"${p.column}" se eligió solo por sus valores: su nombre no dice nada.`,
    computed: (p) => `No hay total: será "${p.quantity}" × "${p.price}", redondeado a céntimos.`,
    status_unknown: (p) =>
      `No se sabe qué significa para el dinero: ${quoted(p.labels, "y")}. Añadirlo a recognised, pending o cancelled; si no, solo cuenta en las ventas brutas.`,
    status_none: (p) =>
      `"${p.column}" puede ser el estado, pero sus valores no dicen nada conocido. Para usarla, añadir status en columns y las clases de sus valores.`,
    currency_shared: (p) => `${p.mark} es el signo de varias monedas: añadir currency, por ejemplo currency: MXN.`,
    currency_mixed: (p) =>
      `"${p.column}" tiene varias monedas: los importes se suman como si fueran una sola. Separar antes el archivo por moneda.`,
    currency_unknown: () => "Nada indica la moneda: añadirla, por ejemplo currency: EUR.",
    zone_unknown: () =>
      "Las horas no llevan desfase: se toman como hora local de este ordenador. Si la tienda está en otro lugar, añadir time_zone, por ejemplo time_zone: America/Bogota.",
  },
  notes: {
    times_read: (p) => `Fechas de "${p.column}": ${p.text} es ${p.read}.`,
    times_unread: (p) =>
      `Las fechas de "${p.column}" no se entienden (${p.text}): indicar timestamp_format en un mapeo.`,
    numbers_read: (p) => `Números de "${p.column}": ${p.text} es ${p.read}.`,
    total_computed: (p) => `El archivo no tiene total: es "${p.quantity}" × "${p.price}", redondeado a céntimos.`,
    status_read: (p) =>
      `Los estados se clasificaron por lo que suelen significar las palabras. Reconocidos: ${few(p.recognised)}; pendientes: ${few(p.pending)}; cancelados: ${few(p.cancelled)}${p.unknown.length === 0 ? "" : `; desconocidos: ${few(p.unknown)}`}. Un mapeo con status decide otra cosa.`,
    currency_read: (p) => `Los importes llevan ${p.mark}: la moneda es ${p.currency}.`,
    columns_left_out: (p) =>
      `${p.columns.length === 1 ? "Columna no usada" : "Columnas no usadas"}, porque la lista de columnas del mapeo no ${p.columns.length === 1 ? "la" : "las"} incluye: ${p.columns.join(", ")}.`,
  },
  proposal: {
    title: (p) => `Mapeo propuesto para ${p.file}`,
    use: () => "Revisarlo, guardarlo en un archivo y ejecutar de nuevo con --mapping y ese archivo.",
    unsure: () => "Dudas:",
  },
};

function rows(count: number): string {
  return count === 1 ? "la única fila vista" : `${count} filas`;
}

function percent(share: number): string {
  return new Intl.NumberFormat("es", { style: "percent", maximumSignificantDigits: 2 }).format(share);
}

function quoted(names: readonly string[], word: string): string {
  const texts = names.map((name) => `"${name}"`);
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} ${word} ${texts.at(-1)}`;
}

function few(labels: readonly string[]): string {
  return labels.length === 0 ? "ninguno" : labels.join(", ");
}
