// Bundles the Mosaic page into dist/, with DuckDB-WASM's own files beside it, each compressed once: served from
// this machine, nothing is asked of a content network.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";

const ICI = new URL("./", import.meta.url).pathname;
const DIST = `${ICI}dist/`;
const DUCKDB = `${ICI}node_modules/@duckdb/duckdb-wasm/dist/`;

rmSync(DIST, { recursive: true, force: true });
mkdirSync(DIST);
await build({
  entryPoints: [`${ICI}page.js`],
  outdir: DIST,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  loader: { ".sql": "text" },
  legalComments: "none",
});
copyFileSync(`${ICI}page.html`, `${DIST}page.html`);
for (const nom of ["duckdb-browser-eh.worker.js", "duckdb-eh.wasm"]) copyFileSync(`${DUCKDB}${nom}`, `${DIST}${nom}`);
for (const nom of readdirSync(DIST)) {
  const octets = readFileSync(DIST + nom);
  const serre = brotliCompressSync(octets, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  writeFileSync(`${DIST}${nom}.br`, serre);
  console.log(`${nom} : ${octets.length} octets, ${serre.length} en brotli`);
}
