import type { Said } from "../../words/en.ts";
import type { Both } from "../../words/language.tsx";

/** Phases of a batch over files and of a stream. */
const en = {
  open: "open the engine",
  inspect: "look at the files",
  load: "load",
  analyse: "analyse",
  write: "write",
  other: "other",
  stream: "stream",
  read: "read (and wait)",
  parse: "parse",
  judge: "judge",
  keep: "keep",
  windows: "windows",
  commit: "commit",
  publish: "publish",
};

const es: Said<typeof en> = {
  open: "abrir el motor",
  inspect: "examinar los archivos",
  load: "cargar",
  analyse: "analizar",
  write: "escribir",
  other: "otros",
  stream: "flujo",
  read: "leer (y esperar)",
  parse: "interpretar",
  judge: "juzgar",
  keep: "guardar",
  windows: "ventanas",
  commit: "confirmar",
  publish: "publicar",
};

export const phaseWords: Both<Said<typeof en>> = { en, es };
