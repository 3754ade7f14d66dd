/**
 * Makes the till's scripts into few small files: app/static/till/ → app/static/built/, with build.json
 * to say from what (the digest of each source) and in which files, the first to start first. The
 * server uses them only while those sources are the ones it has; see app/till/shell.py.
 *
 *     node setup/bundle.mjs
 */

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const STATIC = join(dirname(fileURLToPath(import.meta.url)), "../app/static");
const BUILT = join(STATIC, "built");

const { metafile, outputFiles } = await build({
  entryPoints: [join(STATIC, "till/main.js")],
  outdir: BUILT,
  bundle: true,
  splitting: true,
  format: "esm",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  target: ["chrome111", "firefox115", "safari16.4"],
  chunkNames: "[name]-[hash]",
  absWorkingDir: STATIC,
  preserveSymlinks: true,
  metafile: true,
  write: false,
});

const digest = (name) =>
  `sha256-${createHash("sha256").update(readFileSync(join(STATIC, name))).digest("base64")}`;
const scripts = outputFiles.map(({ path }) => relative(STATIC, path).replaceAll("\\", "/"));
const described = {
  sources: Object.fromEntries(Object.keys(metafile.inputs).map((name) => [name, digest(name)])),
  scripts: [...scripts.filter((name) => name.endsWith("/main.js")), ...scripts.filter((name) => !name.endsWith("/main.js"))],
};

rmSync(BUILT, { recursive: true, force: true });
mkdirSync(BUILT, { recursive: true });
for (const { path, contents } of outputFiles) writeFileSync(path, contents);
writeFileSync(join(BUILT, "build.json"), JSON.stringify(described, null, 1) + "\n");
