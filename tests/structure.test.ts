import { globSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { LAYERS, type Layer } from "./structure/layers.ts";
import { parseSource, readSource } from "./structure/source.ts";

const root = path.resolve(import.meta.dirname, "..");
/** Tests and what only tests use: they may import anything, and nothing else may import them. */
const isTest = (file: string) => /\.test\.ts$|\/(testing|fixture)\/|\/(sample-[a-z-]+|oracle)\.ts$/.test(file);

/** Every source file of the product. */
const files = globSync("{packages,apps}/**/*.ts", { cwd: root, exclude: ["**/node_modules", "**/dist"] })
  .filter((file) => !isTest(file))
  .sort();

/** Workspace packages by name, with the folder and the map that their `exports` make. */
const workspaces = new Map(
  globSync("{packages,apps}/*/package.json", { cwd: root }).map((file) => {
    const { name, exports } = JSON.parse(readFileSync(path.join(root, file), "utf8"));
    return [name as string, { folder: path.dirname(file), exports: exports as Record<string, string> }];
  }),
);

const layerOf = (file: string): Layer | undefined => LAYERS.find((layer) => file.startsWith(layer.path));

/** `@scope/name/sub` → `@scope/name` and `./sub`. */
function splitSpecifier(specifier: string): { name: string; entry: string } {
  const parts = specifier.split("/");
  const name = parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
  return { name, entry: `.${specifier.slice(name.length)}` };
}

/** The file that a workspace package's `exports` give for an entry; undefined where they give none. */
function resolveEntry(workspace: { folder: string; exports: Record<string, string> }, entry: string) {
  for (const [pattern, target] of Object.entries(workspace.exports)) {
    const [before = "", after] = pattern.split("*");
    if (after === undefined ? entry === pattern : entry.startsWith(before) && entry.endsWith(after)) {
      return path.posix.join(workspace.folder, target.replace("*", entry.slice(before.length)));
    }
  }
  return undefined;
}

/** Why a file may not import this; undefined where it may. */
function refusal(file: string, specifier: string, type: boolean): string | undefined {
  const layer = layerOf(file);
  if (!layer) return "stands in no layer";
  const workspace = workspaces.get(splitSpecifier(specifier).name);
  if (!specifier.startsWith(".") && !workspace) {
    const name = specifier.startsWith("node:") ? "node:" : splitSpecifier(specifier).name;
    if (layer.packages.includes(name) || (type && layer.types?.includes(name))) return undefined;
    return `${layer.path} may not import ${specifier}`;
  }
  const target = workspace
    ? resolveEntry(workspace, splitSpecifier(specifier).entry)
    : path.posix.join(path.posix.dirname(file), specifier);
  if (!target) return `${specifier} is not exported`;
  if (!workspace && packageOf(target) !== packageOf(file))
    return `reaches into another package by a path: ${specifier}`;
  if (isTest(target)) return `${specifier} is for tests`;
  const allowed = layerOf(target) === layer || layer.layers.some((other) => target.startsWith(other));
  return allowed ? undefined : `${layer.path} may not import ${target}`;
}

const packageOf = (file: string) => file.split("/").slice(0, 2).join("/");

describe("who may import whom", () => {
  test("every package folder stands in the table", () => {
    const folders = ["packages", "apps"].flatMap((kind) =>
      readdirSync(path.join(root, kind)).map((n) => `${kind}/${n}`),
    );
    expect(folders.filter((folder) => !LAYERS.some((layer) => layer.path.startsWith(`${folder}/`)))).toEqual([]);
  });

  test.each(files)("%s", (file) => {
    const { imports } = readSource(path.join(root, file));
    const refused = imports.map(({ specifier, type }) => refusal(file, specifier, type)).filter(Boolean);
    expect(layerOf(file), `${file} stands in no layer`).toBeDefined();
    expect(refused).toEqual([]);
  });

  test.each([
    ["packages/core/src/money/types.ts", "../quote/types.ts"],
    ["packages/core/src/quote/index.ts", "node:fs"],
    ["packages/core/src/quote/index.ts", "pg"],
    ["packages/words/src/index.ts", "@fenqi/core"],
    ["packages/client/src/index.ts", "@fenqi/core"],
    ["packages/server/src/engine/quote-cart.ts", "../adapters/store/quotes.ts"],
    ["packages/server/src/adapters/store/quotes.ts", "../../engine/quote-cart.ts"],
    ["packages/server/src/http/quotes.ts", "../adapters/store/quotes.ts"],
    ["apps/store/src/index.ts", "../../../packages/core/src/index.ts"],
    ["apps/store/src/index.ts", "@fenqi/server"],
    ["apps/store/src/index.ts", "@fenqi/core/money"],
    ["apps/store/src/index.ts", "fastify"],
    ["packages/core/src/quote/quote.ts", "./sample-catalogue.ts"],
    ["packages/new/src/index.ts", "./other.ts"],
  ])("the table refuses %s → %s", (file, specifier) => {
    expect(refusal(file, specifier, false)).toBeDefined();
  });
});

describe("core is pure", () => {
  const impure =
    /^(Date\.now|new Date|Date|Math\.random|process\..*|performance\..*|crypto\..*|fetch|setTimeout|setInterval)$/;
  const zoneFile = "packages/core/src/calendar/local-day.ts";

  test.each(files.filter((file) => file.startsWith("packages/core/")))("%s", (file) => {
    const uses = [...readSource(path.join(root, file)).uses];
    const asked = uses.filter((use) => impure.test(use) || /^(new )?Intl\b/.test(use));
    expect(file === zoneFile ? asked.filter((use) => !/Intl/.test(use)) : asked).toEqual([]);
  });

  test.each(["Date.now()", "new Date()", "Math.random()", "process.env.TZ"])("%s is noticed", (text) => {
    expect([...parseSource(`const x = ${text};`).uses].some((use) => impure.test(use))).toBe(true);
  });
});

test("files are named by their subject", () => {
  expect(files.filter((file) => /\b(utils?|helpers?|common|misc)\b/.test(file))).toEqual([]);
});

test("no page of the docs or the code points to a file that is not there", () => {
  const pages = globSync(["*.md", "docs/**/*.md", "examples/**/*.md"], { cwd: root });
  const broken = pages.flatMap((page) =>
    [...readFileSync(path.join(root, page), "utf8").matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
      .map(([, target]) => path.posix.join(path.posix.dirname(page), target!))
      .filter((target) => globSync(target, { cwd: root }).length === 0)
      .map((target) => `${page} → ${target}`),
  );
  expect(broken).toEqual([]);
});
