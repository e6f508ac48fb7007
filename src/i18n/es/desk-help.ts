import type { deskHelp as english } from "../en/desk-help.ts";

const state = {
  value: "CARPETA",
  text: "carpeta del estado del flujo, como la muestra vitrina stream (por defecto: la única que haya en .vitrina/)",
};
const limit = { value: "N", text: "cuántos se muestran como máximo" };

export const deskHelp: typeof english = {
  dead_letters: {
    summary: "muestra, corrige y reintenta los registros que un flujo rechazó",
    text: "Cada registro que una regla rechazó se guarda con sus bytes originales, su lugar en el origen y el motivo. retry vuelve a juzgar registros, tal cual o corregidos: lo que entonces se acepta cuenta una vez. drop los descarta definitivamente, con una nota. Todo funciona mientras el flujo está en marcha.",
    action: { name: "ACCIÓN", text: "list, show, retry, drop o export" },
    id: { name: "ID", text: "número de un registro rechazado, según la lista" },
    state,
    all: { text: "retry: todos los registros abiertos" },
    reason: { value: "REGLA", text: "solo los registros que rechazó esta regla, por ejemplo bad_timestamp" },
    status: { value: "ESTADO", text: "list y export: open, retried, dropped o all" },
    limit,
    value: { value: "JSON", text: "retry: el registro corregido, para un solo ID" },
    input: {
      value: "ARCHIVO",
      text: "retry: registros corregidos, una línea {id, value} por cada uno, como los escribe export",
    },
    note: { value: "TEXTO", text: "drop: el motivo" },
    output: { value: "ARCHIVO", text: "export: el archivo que se escribe" },
    format: { value: "FORMATO", text: "table o json; con export ndjson o csv (por defecto: table, ndjson)" },
    expected: {
      id: "el número de un registro rechazado, por ejemplo 12",
      limit: "un número entero, 1 o más",
      json: "un objeto JSON, por ejemplo '{\"transaction_id\":1,…}'",
      note: "unas pocas palabras, 500 caracteres como máximo",
    },
    needs_one_id: (p) => `${p.action} necesita un ID.`,
    needs_ids: (p) => `${p.action} necesita uno o más ID.`,
    needs_choice: "retry necesita uno o más ID, o --reason, --all o --input.",
    needs_single_choice: "retry necesita los ID o --input o --all (también con --reason), no varias cosas a la vez.",
    needs_note: "drop necesita --note con el motivo.",
    needs_output: "export necesita -o con el archivo que se escribe.",
    not_for_action: (p) => `${p.option} no sirve con ${p.action}.`,
    examples: [
      ["vitrina dead-letters list", "qué se rechazó y por qué"],
      ["vitrina dead-letters show 12", "un registro, sus bytes y qué hacer"],
      ["vitrina dead-letters retry --reason bad_timestamp", "todos los de una regla, tras un arreglo"],
      ["vitrina dead-letters export -o rechazados.ndjson", "para corregirlos en un editor"],
      ["vitrina dead-letters retry --input rechazados.ndjson", "y reintentarlos"],
      ['vitrina dead-letters drop 12 13 --note "pedidos de prueba"', "descarta dos"],
    ],
  },
  late: {
    summary: "muestra las ventas tardías y las incorpora a sus ventanas",
    text: "Una venta es tardía cuando todas sus ventanas habían terminado según la marca de agua de su propia partición. Se guarda aparte y no cambia nada hasta que se incorpora: entonces cuenta en sus ventanas, que se muestran de nuevo como corregidas, y en el historial que lee batch. Funciona mientras el flujo está en marcha.",
    action: { name: "ACCIÓN", text: "list o apply" },
    id: { name: "ID", text: "número de una venta tardía, según la lista" },
    state,
    all: { text: "list: también las ya incorporadas; apply: todas las que esperan" },
    limit,
    format: { value: "table|json", text: "cómo se muestra la respuesta" },
    expected: { id: "el número de una venta tardía, por ejemplo 3", limit: "un número entero, 1 o más" },
    needs_choice: "apply necesita uno o más ID, o --all.",
    needs_single_choice: "apply necesita los ID o --all, no ambas cosas.",
    no_ids: "list no lleva ID.",
    examples: [
      ["vitrina late list", "ventas tardías en espera"],
      ["vitrina late apply 3 4", "dos de ellas, a sus ventanas"],
      ["vitrina late apply --all --state .vitrina/simulator", "todas las de un flujo"],
    ],
  },
  reconcile: {
    summary: "comprueba al céntimo las ventanas definitivas de un flujo con sus filas",
    text: "Calcula de nuevo cada ventana definitiva a partir de las filas que el flujo conserva, como lo haría un lote, y compara. Código de salida 0: todo igual; 1: hay ventanas distintas, y se listan. Funciona mientras el flujo está en marcha.",
    state,
    format: { value: "table|json", text: "cómo se muestra la respuesta" },
    examples: [
      ["vitrina reconcile", "el único flujo de aquí"],
      ["vitrina reconcile --state .vitrina/kafka-transacciones_ventas --format json", "uno de varios, para programas"],
    ],
  },
};
