import type { ServeMessages } from "../en/serve.ts";

export const serve: ServeMessages = {
  listening: (p) => `Servidor: ${p.address}`,
  first_look: "Ctrl+C detiene; al iniciar de nuevo continúa donde se detuvo.",
  stopping: "Deteniendo: antes se termina el lote en curso.",
  stopped: (p) => `Detenido tras el lote ${p.batch}: se conservan ${p.accepted} ventas. La misma orden continúa.`,
  stream_failed: (p) => `${p.cause} La consola sigue abierta con las cifras hasta ahora.`,
  stream_ended: "El origen ha terminado. La consola sigue abierta con las cifras hasta ahora.",
  failure: (p) => `Ha fallado una petición: ${p.cause}`,
  demo_begins: (p) =>
    `Se inventa una tienda: ${p.rows} ventas de los últimos ${p.days} días y después nuevas en vivo, algunas tardías, duplicadas o rotas.`,
  demo_continues: (p) => `La tienda de ${p.folder} sigue vendiendo.`,
  page_title: "Vitrina",
  page_not_built: "Las páginas de la consola no están construidas.",
  page_build:
    "En un clon las construye npm run build; después, cargar esta página de nuevo. Las cifras ya están, en JSON:",
  api_title: "Vitrina: rutas",
  api_intro: "Todas las rutas con sus parámetros. Lo mismo para programas:",
  api_parameters: "Parámetros",
  api_none: "ninguno",
  events: {
    gap: (p) => `Partición ${p.partition}: los registros ${p.from} a ${p.to} se borraron antes de poder leerlos.`,
    partition_added: (p) => `La partición ${p.partition} es nueva.`,
    partition_taken: (p) => `Otro miembro del grupo lee la partición ${p.partition}.`,
    file_rotated: (p) => `${p.partition}: el archivo fue sustituido por uno nuevo.`,
    file_truncated: (p) => `${p.partition}: el archivo se cortó en ${p.from}.`,
    disconnected: (p) => `Se perdió la conexión con el origen: ${p.cause}.`,
    reconnected: () => "El origen está conectado de nuevo.",
  },
  log: {
    began: () => "Comenzó.",
    loaded: (p) => `${p.read} filas leídas, ${p.rejected} de ellas rechazadas.`,
    written: (p) => `${p.files} archivos escritos.`,
    ended: () => "Terminó.",
  },
};
