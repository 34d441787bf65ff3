// Builds what browsers get from allmende/site/assets into allmende/site/build: one style sheet, one script,
// one sprite of icons, two fonts; and the fonts of PDFs. KERN UX is the base; only tokens that are in use survive.
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { transform } from "esbuild";
import { browserslistToTargets, transform as transformCss } from "lightningcss";
import * as sass from "sass";
import subsetFont from "subset-font";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(root, "allmende/site/assets");
const target = join(root, "allmende/site/build");
const paper = join(root, "allmende/shared/documents/fonts");
const kern = join(root, "node_modules/@kern-ux/native");
// What German and English pages need. The ranges stand in _fonts.scss as well (unicode-range): browsers fetch the
// second file, with the other Latin letters of Europe's languages, only for a page that has one of them.
const RANGES = [[0x20, 0x7e], [0xa0, 0xff], [0x152, 0x153], [0x1e9e, 0x1e9e], [0x2010, 0x2015], [0x2018, 0x201e],
  [0x2022, 0x2022], [0x2026, 0x2026], [0x202f, 0x202f], [0x2039, 0x203a], [0x20ac, 0x20ac], [0x2192, 0x2192], [0x2212, 0x2212]];
const MORE_RANGES = [[0x100, 0x151], [0x154, 0x17f], [0x218, 0x21b], [0x2070, 0x208e], [0x2116, 0x2116],
  [0x2122, 0x2122], [0x2190, 0x2191], [0x2193, 0x2193]];
const FONTS = { "fira-sans-400": "FiraSans-Regular.woff2", "fira-sans-600": "FiraSans-SemiBold.woff2" };
// For PDFs, which are set on the server: whole alphabets, and the slanted cuts as well.
const PAPER_FONTS = ["FiraSans-Regular", "FiraSans-Italic", "FiraSans-SemiBold", "FiraSans-SemiBoldItalic"];
const PAPER_RANGES = [[0x20, 0x7e], [0xa0, 0x3ff], [0x400, 0x52f], [0x1e00, 0x1fff], [0x2000, 0x27bf], [0xfb00, 0xfb06]];
const BROWSERS = ["chrome 111", "firefox 113", "safari 16.4"];

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Drops declarations of custom properties nobody reads, until nothing changes. */
function dropUnusedTokens(css) {
  const used = new Set([...css.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]));
  const declared = new Set([...css.matchAll(/[{;](--[\w-]+):/g)].map((match) => match[1]));
  const unused = [...declared].filter((name) => !used.has(name));
  if (unused.length === 0) return css;
  const pattern = new RegExp(`([{;])(?:(?:${unused.map(escape).join("|")}):[^;{}]*;?)+`, "g");
  return dropUnusedTokens(css.replace(pattern, "$1"));
}

async function buildCss() {
  const { css } = sass.compile(join(source, "scss/site.scss"), {
    loadPaths: [join(kern, "src/scss")], style: "compressed", charset: false, logger: sass.Logger.silent,
  });
  // KERN writes data-kern-theme; pages here say data-theme, in one word for every system.
  const shaken = dropUnusedTokens(css.replaceAll("data-kern-theme", "data-theme"));
  const targets = browserslistToTargets(BROWSERS);
  const { code } = transformCss({ filename: "site.css", code: Buffer.from(shaken), minify: true, targets });
  await emit("css/site.css", code);
}

async function buildJs() {
  const pieces = await Promise.all(["site", "suggest"].map(async (name) =>
    transform(await readFile(join(source, `js/${name}.js`), "utf8"), { minify: true, target: "es2022", format: "iife" })));
  await emit("js/site.js", pieces.map(({ code }) => code).join(""));
  const map = await readFile(join(source, "js/map.js"), "utf8"); // only for pages with a map of points
  await emit("js/map.js", (await transform(map, { minify: true, target: "es2022", format: "iife" })).code);
}

async function buildIcons() {
  const sprite = await readFile(join(source, "icons/icons.svg"), "utf8");
  await emit("icons/icons.svg", sprite.replace(/<!--.*?-->/gs, "").replace(/>\s+</g, "><").trim());
}

const lettersOf = (ranges) => ranges.flatMap(([from, to]) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index))).join("");

async function buildFonts() {
  const options = { targetFormat: "woff2", noLayoutClosure: true, noHinting: true };
  for (const [name, file] of Object.entries(FONTS)) {
    const font = await readFile(join(kern, "dist/fonts/fira-sans", file));
    await emit(`fonts/${name}.woff2`, await subsetFont(font, lettersOf(RANGES), options));
    await emit(`fonts/${name}-more.woff2`, await subsetFont(font, lettersOf(MORE_RANGES), options));
  }
}

async function buildPaperFonts() {
  const letters = lettersOf(PAPER_RANGES);
  await rm(paper, { recursive: true, force: true });
  await mkdir(paper, { recursive: true });
  for (const name of PAPER_FONTS) {
    const font = await readFile(join(kern, "dist/fonts/fira-sans", `${name}.woff2`));
    await writeFile(join(paper, `${name}.ttf`), await subsetFont(font, letters, { targetFormat: "truetype" }));
  }
}

async function copyImages() {
  for (const name of await readdir(join(source, "img")).catch(() => [])) {
    await emit(`img/${name}`, await readFile(join(source, "img", name)));
  }
}

async function emit(path, content) {
  const file = join(target, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  const bytes = Buffer.from(content);
  const packed = path.endsWith(".woff2") ? bytes.length : brotliCompressSync(bytes).length;
  console.log(`${path.padEnd(28)} ${String(bytes.length).padStart(7)} B  gzip ${gzipSync(bytes).length}  sent ${packed}`);
}

for (const folder of ["css", "js", "fonts", "icons", "img"]) {
  await rm(join(target, folder), { recursive: true, force: true });
}
await Promise.all([buildCss(), buildJs(), buildIcons(), buildFonts(), buildPaperFonts(), copyImages()]);
