// usage: node build.mjs OUT. Bundles src/main.tsx and its style into OUT/page.js and OUT/page.css.
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { outlines } from "./outlines.mjs";

const [out] = process.argv.slice(2);

// The page carries these packages to whoever gets it, so it carries their licences too.
const carried = [
  "plotly.js-basic-dist-min", "preact", "@preact/signals", "@preact/signals-core", "world-atlas",
];

function notice(name) {
  const folder = `node_modules/${name}`;
  const { version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  return `${name} ${version}\n\n${readFileSync(`${folder}/LICENSE`, "utf8").trim()}`;
}

const notices = carried.map(notice).join("\n\n----\n\n").replaceAll("*/", "* /");

// Chromium then compiles everything in one pass. Else it reads plotly's nested functions once to
// skip them and again, level by level, to run them: twice the time to the first picture.
const hint = "//# allFunctionsCalledOnLoad";

/** `import { land, borders } from "outlines"`: made here, so that no generated file lies about. */
const world = {
  name: "outlines",
  setup(builder) {
    builder.onResolve({ filter: /^outlines$/ }, ({ path }) => ({ path, namespace: "outlines" }));
    builder.onLoad({ filter: /.*/, namespace: "outlines" }, () => ({
      loader: "js",
      contents: Object.entries(outlines()).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`).join("\n"),
    }));
  },
};

await build({
  entryPoints: { page: "src/main.tsx" },
  outdir: out,
  plugins: [world],
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022"],
  charset: "ascii",
  legalComments: "none",
  banner: { js: `${hint}\n/*! This page contains:\n\n${notices}\n*/` },
  jsx: "automatic",
  jsxImportSource: "preact",
  logLevel: "warning",
});
