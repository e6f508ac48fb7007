import type { filesHelp as english, files as englishFiles } from "../en/files-help.ts";

export const filesHelp: typeof english = {
  summary: "lista, envía o trae archivos de HDFS",
  text: "Trabaja con archivos de HDFS a través de WebHDFS, sin instalar aquí nada de Hadoop. webhdfs://host:9870/ruta dice dónde está WebHDFS (swebhdfs con TLS). hdfs://host:8020/ruta, como la entiende Spark, nombra el puerto de otro protocolo: WebHDFS se busca entonces en el puerto 9870 del mismo host, o donde diga --webhdfs. Las carpetas se copian con todo lo que contienen. Cada archivo aparece con su nombre solo cuando está entero y su suma de comprobación en HDFS es correcta; lo que ya está no se copia otra vez, así que una copia detenida continúa al iniciarla de nuevo.",
  action: { name: "ACCIÓN", text: "ls (listar), put (enviar) o get (traer)" },
  paths: {
    name: "RUTA",
    text: "ls DIRECCIÓN…: qué listar. put ARCHIVO… DIRECCIÓN: archivos o carpetas, y adónde. get DIRECCIÓN… LUGAR: archivos, carpetas o patrones de HDFS, y adónde. La copia toma el último nombre; tras una barra, o si son varias, las copias van dentro",
  },
  webhdfs: {
    value: "URL",
    text: "dónde está el WebHDFS de las direcciones hdfs://, por ejemplo http://namenode:9870; con un NameNode en espera, ambos separados por una coma (por defecto: VITRINA_WEBHDFS)",
  },
  user: { value: "NOMBRE", text: "usuario con el que se pide (por defecto: HADOOP_USER_NAME, o el de esta máquina)" },
  force: { text: "reemplazar los archivos que tienen otro contenido" },
  format: { value: "table|json", text: "cómo se imprime la respuesta" },
  expected: {
    put: "al menos un archivo y después una dirección como hdfs://host/ruta",
    get: "al menos una dirección como hdfs://host/ruta y después un lugar de esta máquina",
    address: "una dirección como hdfs://host/ruta o webhdfs://host:9870/ruta",
  },
  examples: [
    ["vitrina files ls hdfs://namenode/tienda", "qué hay"],
    ["vitrina files put ventas.csv hdfs://namenode/tienda/", "un archivo para el clúster"],
    ["vitrina files get hdfs://namenode/tienda/resultados ./resultados", "todos los resultados a casa"],
    ["vitrina files get 'webhdfs://nn:9870/tienda/2026-*.csv' .", "lo que coincide con un patrón"],
  ],
};

export const files: typeof englishFiles = {
  empty: "No hay nada.",
  modified: "Cambiado",
  owner: "Propietario",
  size: "Tamaño",
  name: "Nombre",
  file: "Archivo",
  was_there: "ya estaba",
  done: (p) => `Copiado: ${p.files} (${p.bytes})${p.there === null ? "" : `, ${p.there} ya estaban`}. ${p.proof}`,
  count: (p) => `${p.count} ${p.one ? "archivo" : "archivos"}`,
  proof_checksum: "Las sumas de comprobación de HDFS son correctas.",
  proof_length: "Solo se pudo comparar la longitud: este HDFS no da una suma que se pueda calcular aquí.",
};
