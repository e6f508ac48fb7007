import type { serveHelp as English } from "../en/serve-help.ts";

export const serveHelp: typeof English = {
  summary: "seguir las ventas de una tienda y mostrarlas en el navegador",
  text: "Ejecuta un flujo con su consola: una página que muestra la tienda en vivo, responde preguntas y demuestra sus cifras, y una API que da las mismas cifras a los programas (ver /api). Escucha solo en esta máquina si no se indica otra cosa; cualquier otra dirección exige un token o usuarios. Las opciones son las de vitrina stream; la dirección es la de la consola.",
  examples: [
    ["vitrina serve", "una tienda inventada en http://127.0.0.1:4040"],
    ["vitrina serve --source kafka --brokers broker:9092", "el topic propio de una tienda"],
    ["VITRINA_TOKEN=... vitrina serve --host 0.0.0.0", "para las máquinas de alrededor, con un token"],
  ],
};
