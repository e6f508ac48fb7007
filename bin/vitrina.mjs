#!/usr/bin/env node
// Nothing here may be newer than Node 14 (not even `node:` imports): a Node too old for the rest must still read
// this file and say so in one line.
import fs from "fs";
import module from "module";
import { fileURLToPath } from "url";

const oldestNode = 24;
const main = new URL("../dist/js/main.js", import.meta.url);

if (parseInt(process.versions.node, 10) < oldestNode) {
  refuse(
    `Node.js ${oldestNode} or newer is needed and this is ${process.versions.node}: install it from https://nodejs.org and run the command again.`,
    `hace falta Node.js ${oldestNode} o posterior y este es ${process.versions.node}: instalarlo desde https://nodejs.org y repetir la orden.`,
  );
} else if (!fs.existsSync(fileURLToPath(main))) {
  refuse(
    "this clone has no dist folder: run `npm run build`, or `npm run --silent vitrina -- ARGS` to run from source.",
    "esta copia no tiene la carpeta dist: ejecutar `npm run build`, o `npm run --silent vitrina -- ARGS` para usar el código fuente.",
  );
} else {
  if (typeof module.enableCompileCache === "function") module.enableCompileCache();
  void import(main.href);
}

function refuse(english, spanish) {
  const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "";
  process.stderr.write(`vitrina: ${/^es/i.test(locale) ? spanish : english}\n`);
  process.exitCode = 1;
}
