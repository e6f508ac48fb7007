import type { ErrorMessages } from "../en/errors.ts";
import { apiErrors } from "./api-errors.ts";
import { deskErrors } from "./desk-errors.ts";
import { hdfsErrors } from "./hdfs-errors.ts";
import { kafkaErrors } from "./kafka-errors.ts";
import { kafkaWriteErrors } from "./kafka-write-errors.ts";
import { mappingErrors } from "./mapping-errors.ts";
import { runErrors } from "./run-errors.ts";
import { sourceErrors } from "./source-errors.ts";
import { sparkErrors } from "./spark-errors.ts";
import { sparkStreamErrors } from "./spark-stream-errors.ts";
import { streamErrors } from "./stream-errors.ts";

export const errors: ErrorMessages = {
  file_not_found: (p) =>
    `${p.file}: no existe ese archivo o carpeta. Revisar la ruta, o poner el patrón entre comillas para que Vitrina lo expanda.`,
  output_not_writable: (p) =>
    `${p.path}: no se puede escribir aquí (${p.cause}). Elegir otro lugar con --out o -o, o cambiar los permisos de la carpeta.`,
  output_no_folder: (p) => `${p.path}: la carpeta ${p.folder} no existe. Crearla antes, o elegir otro lugar con -o.`,
  disk_full: (p) =>
    `${p.path}: el disco está lleno. Liberar espacio o elegir otro disco; los resultados anteriores siguen intactos.`,
  bad_option: (p) => `${p.option}: no se entiende "${p.value}". Se esperaba ${p.expected}.`,
  cancelled: () => "Detenido a petición. No quedó nada escrito a medias.",
  folder_without_data: (p) =>
    `${p.folder}: no hay archivos de datos en esta carpeta. Indicar una carpeta con archivos .csv, .tsv, .ndjson, .jsonl, .json o .parquet (también .gz y .zst), o el archivo mismo.`,
  folder_of_results: (p) =>
    `${p.folder}: son resultados de Vitrina, no archivos de una tienda. Indicar los archivos de los que salieron o las ventas aceptadas: ${p.sales}.`,
  pattern_without_match: (p) =>
    `${p.pattern}: ningún archivo coincide con este patrón. Revisar la carpeta y la terminación de los nombres.`,
  input_not_readable: (p) =>
    `${p.file}: no se puede leer (${p.cause}). Revisar los permisos del archivo y que su disco esté conectado.`,
  input_is_folder: (p) => `${p.file}: es una carpeta y se esperaba un archivo. Indicar un archivo de la carpeta.`,
  input_not_a_file: (p) =>
    `${p.file}: es una tubería, un socket o un dispositivo, no un archivo. Para leer de una tubería, usar "-" como entrada.`,
  address_not_read: (p) =>
    `${p.address}: este motor todavía no lee direcciones ${p.scheme}://. Copiar los datos a una carpeta de esta máquina e indicar esa carpeta.`,
  bad_file_address: (p) =>
    `${p.address}: no es la dirección de un archivo de esta máquina. Escribirla como file:///carpeta/archivo.csv, o dar la ruta sin más.`,
  file_empty: (p) => `${p.file}: el archivo está vacío. Exportarlo de nuevo o dejarlo fuera.`,
  file_blank: (p) => `${p.file}: el archivo solo tiene líneas en blanco. Exportarlo de nuevo o dejarlo fuera.`,
  header_only: (p) =>
    `${p.file}: el archivo tiene encabezado y ninguna fila. Revisar las fechas o los filtros de la exportación.`,
  spreadsheet_file: (p) =>
    `${p.file}: es una hoja de cálculo (${p.kind}), no texto. Abrirla, guardar la hoja como CSV UTF-8 y usar ese archivo.`,
  archive_file: (p) =>
    `${p.file}: es un archivo comprimido ${p.kind}. Descomprimirlo antes; solo .gz y .zst se leen tal cual.`,
  web_page_file: (p) =>
    `${p.file}: es una página web, quizá la de inicio de sesión o de error de la tienda. Iniciar sesión y descargar de nuevo la exportación como CSV.`,
  foreign_file: (p) =>
    `${p.file}: es un archivo ${p.kind}, que no se lee. Exportar las ventas como CSV, NDJSON, JSON o Parquet.`,
  binary_file: (p) => `${p.file}: no es texto (datos binarios). Exportar las ventas como CSV, NDJSON, JSON o Parquet.`,
  parquet_compressed: (p) =>
    `${p.file}: es un archivo Parquet comprimido otra vez. Descomprimirlo antes: Parquet ya va comprimido.`,
  parquet_encrypted: (p) => `${p.file}: este archivo Parquet está cifrado. Exportarlo de nuevo sin cifrar.`,
  parquet_incomplete: (p) => `${p.file}: este archivo Parquet está cortado o dañado. Copiarlo o exportarlo de nuevo.`,
  compressed_incomplete: (p) =>
    `${p.file}: el archivo comprimido termina antes de tiempo, así que faltan filas. Copiarlo o descargarlo de nuevo.`,
  compressed_damaged: (p) => `${p.file}: el archivo comprimido está dañado. Copiarlo o descargarlo de nuevo.`,
  first_line_too_long: (p) =>
    `${p.file}: la línea 1 pasa de ${p.mebibytes} MiB, así que no es una lista de ventas con una fila por línea. Exportarlo de nuevo con saltos de línea.`,
  line_too_long: (p) =>
    `${p.file}${p.line === null ? "" : `, línea ${p.line}`}: una fila pasa de ${p.mebibytes} MiB. Buscar una comilla sin cerrar, o exportar de nuevo el archivo con saltos de línea.`,
  json_damaged: (p) =>
    `${p.file}${p.line === null ? "" : `, línea ${p.line}`}: no es JSON válido. Exportarlo de nuevo, o como NDJSON con una venta por línea, para que solo queden fuera las filas rotas.`,
  json_incomplete: (p) =>
    `${p.file}: la lista JSON termina antes de tiempo, así que faltan ventas. Copiarla o exportarla de nuevo.`,
  json_not_a_list: (p) =>
    `${p.file}: un solo objeto JSON en varias líneas, no una lista de ventas. Exportar un array JSON, o NDJSON con una venta por línea.`,
  wrong_encoding: (p) =>
    `${p.file}${p.line === null ? "" : `, línea ${p.line}`}: el texto no está en la codificación que muestra su comienzo. Guardar el archivo entero como UTF-8.`,
  out_of_memory: (p) =>
    `Memoria insuficiente${p.limit === null ? "" : `: el motor puede usar ${p.limit}`}. Darle más con --memory, por ejemplo --memory 4GB, o pedir menos análisis a la vez.`,
  temporary_disk_full: (p) =>
    `No hay sitio en el disco para los datos temporales${p.limit === null ? "" : ` (${p.limit} como máximo)`}. Liberar espacio, o usar menos con un --memory mayor; los resultados anteriores siguen intactos.`,
  output_no_permission: (p) =>
    `${p.path}: sin permiso para escribir aquí. Cambiar los permisos de la carpeta o elegir otro lugar con --out.`,
  output_in_the_way: (p) =>
    `${p.path}: hay un archivo donde hace falta una carpeta. Moverlo o elegir otra carpeta con --out.`,
  output_foreign_folder: (p) =>
    `${p.path}: Vitrina no escribió esta carpeta y quedaría reemplazada. Moverla o elegir otra carpeta con --out.`,
  output_busy: (p) =>
    `${p.folder}: otra ejecución (proceso ${p.pid}) está escribiendo aquí. Esperar a que termine o elegir otra carpeta con --out.`,
  output_busy_elsewhere: (p) =>
    `${p.folder}: una ejecución en otra máquina o en otro contenedor está escribiendo aquí. Esperar a que termine; si se interrumpió, la carpeta queda libre en un minuto.`,
  output_not_switched: (p) =>
    `${p.folder}: los resultados nuevos están completos, pero no todos pudieron ponerse en su sitio (${p.cause}). Cerrar los programas que tengan abiertos archivos de esta carpeta y ejecutar de nuevo: primero se termina el cambio.`,
  output_journal_unknown: (p) =>
    `${p.file}: un cambio de resultados sin terminar que esta versión no entiende. Usar la versión que lo escribió o borrar este archivo.`,
  ...apiErrors,
  ...mappingErrors,
  ...streamErrors,
  ...deskErrors,
  ...hdfsErrors,
  ...kafkaErrors,
  ...kafkaWriteErrors,
  ...sourceErrors,
  ...runErrors,
  ...sparkErrors,
  ...sparkStreamErrors,
};
