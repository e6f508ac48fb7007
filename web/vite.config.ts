import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const root = import.meta.dirname;
/** Whose figures the pages of `vite web` show. */
const server = process.env.VITRINA_SERVER ?? "http://127.0.0.1:4040";
const proxied = {
  target: server,
  changeOrigin: true,
  // The server takes changes only from its own pages.
  headers: { origin: server },
};

export default defineConfig({
  root,
  plugins: [react()],
  build: {
    outDir: join(root, "..", "dist", "web"),
    emptyOutDir: true,
    // The page's policy runs no inline script, and every file has a name that changes with its content.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
    chunkSizeWarningLimit: 900,
    reportCompressedSize: false,
  },
  server: { port: 4041, proxy: { "/api": proxied, "/openapi.json": proxied } },
});
