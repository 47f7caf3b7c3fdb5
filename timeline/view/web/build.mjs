// usage: node build.mjs OUT. Bundles src/main.tsx and its style into OUT/page.js and OUT/page.css.
import { build } from "esbuild";

const [out] = process.argv.slice(2);

await build({
  entryPoints: { page: "src/main.tsx" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022"],
  charset: "ascii",
  legalComments: "inline",
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".css": "css" },
  logLevel: "warning",
});
