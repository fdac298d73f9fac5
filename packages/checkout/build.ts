import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { type Plugin, rolldown } from "rolldown";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** The parts that come later, by what belongs to each: named here so that none falls apart into shared crumbs. */
const PARTS = [
  { name: "fenqi-dialog", test: /sheets\/(dialog|styles)\.ts$/ },
  { name: "fenqi-compare", test: /sheets\/(compare|chart)[^/]*\.ts$|words\/src\/compare\.ts$/ },
  { name: "fenqi-sheets", test: /sheets\/[^/]*\.ts$|words\/src\/(review|ppm)\.ts$/ },
  {
    name: "fenqi-more",
    test: /src\/(more|message-element)\.ts$|view\/(told|chosen|missing|marks|message|strip)\.ts$|model\/(best|missing|segments)\.ts$|words\/src\/(detail|missing|message|counts|list|runs-in-full)\.ts$/,
  },
];
const HELPER = "rolldown-runtime";
const STYLE = /css`([^`]*)`/g;

/** Sizes after gzip, in bytes. */
export interface Sizes {
  /** The first module's script: both languages, Lit included. */
  readonly script: number;
  /** The styles that travel inside it. */
  readonly styles: number;
  /** What the first request carries, script and styles. */
  readonly first_request: number;
  /** Asked for beside the quote: missing ways, what stands under a chosen one, the product page's line. */
  readonly more: number;
  /** On first use, styles included. */
  readonly review: number;
  readonly compare: number;
}

/**
 * Bundles the elements: `fenqi-checkout.js` is the one module a page loads; it asks for the others itself.
 * Serve all from one folder, unchanged in name, so that they find each other.
 */
export async function buildElements(out = here("dist")): Promise<Sizes> {
  const bundle = await rolldown({
    input: { "fenqi-checkout": here("src/index.ts") },
    plugins: [tightStyles],
    platform: "browser",
    // What both need lives in the entry, which may export more than it names: no third file.
    preserveEntrySignatures: "allow-extension",
    treeshake: {
      moduleSideEffects: [
        { test: /checkout\/src\/(index|more)\.ts$/, sideEffects: true },
        { external: false, sideEffects: false },
      ],
    },
  });
  const { output } = await bundle.generate({
    format: "esm",
    minify: true,
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    codeSplitting: { groups: PARTS, includeDependenciesRecursively: false },
    comments: false,
  });
  await bundle.close();
  const chunks = output.filter((file) => file.type === "chunk");
  const helper = chunks.find(({ name }) => name === HELPER);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  for (const chunk of chunks) {
    if (chunk !== helper) await writeFile(`${out}/${chunk.fileName}`, inlined(chunk.code, helper?.code));
  }
  const sizes = await measure(out);
  await writeFile(`${out}/sizes.json`, `${JSON.stringify(sizes, null, 2)}\n`);
  return sizes;
}

/** The bundler's own few bytes, put where they are used: not worth a request that waits for another. */
function inlined(code: string, helper: string | undefined): string {
  const [body, name] = helper?.split(/;?export\{(\w+)\};?/) ?? [];
  return code.replace(
    /import\{\w+ as (\w+)\}from"\.\/rolldown-runtime\.js";/,
    (_, as) => `const ${as}=(()=>{${body};return ${name}})();`,
  );
}

async function measure(out: string): Promise<Sizes> {
  const read = (name: string) => readFile(`${out}/fenqi-${name}.js`, "utf8");
  const [first, more, dialog, sheets, compare] = await Promise.all(
    ["checkout", "more", "dialog", "sheets", "compare"].map(read) as [Promise<string>, ...Promise<string>[]],
  );
  const { script, styles } = split(first);
  return {
    script: gzip(script),
    styles: gzip(styles),
    first_request: gzip(first),
    more: gzip(more ?? ""),
    review: gzip(dialog ?? "") + gzip(sheets ?? ""),
    compare: gzip(dialog ?? "") + gzip(compare ?? ""),
  };
}

/** Styles apart from script: our style templates are the only literals that hold a rule's braces. */
function split(module: string): { script: string; styles: string } {
  const styles: string[] = [];
  const script = module.replace(/`\s*(?::host|dialog\.sheet)[^`]*`/g, (found) => {
    styles.push(found);
    return "``";
  });
  return { script, styles: styles.join("\n") };
}

const gzip = (text: string) => gzipSync(text, { level: 9 }).length;

/** Takes the layout out of `css` templates. A space that separates selectors stays. */
const tightStyles: Plugin = {
  name: "tight-styles",
  transform(code, id) {
    if (!/checkout\/src\/.*styles\.ts$/.test(id)) return null;
    return code.replace(
      STYLE,
      (_, text: string) =>
        `css\`${text
          .replace(/\s+/g, " ")
          .replace(/ ?([{};,]) ?/g, "$1")
          .replace(/: /g, ":")
          .replace(/;}/g, "}")
          .trim()}\``,
    );
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { first_request, more, review, compare } = await buildElements();
  const kilobytes = (bytes: number) => (bytes / 1024).toFixed(1);
  console.log(
    `  ${kilobytes(first_request)} KiB at first; ${[more, review, compare].map(kilobytes).join(", ")} when they are used (gzip)`,
  );
}
