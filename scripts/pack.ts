// npm run pack: @fenqi/client, @fenqi/checkout and the shops' plugins as tarballs, in dist/. Or: npm run pack -- FOLDER
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { EVENT_TYPES, openapi, PROBLEM_CODES } from "@fenqi/contract";
import { liftNamed } from "@fenqi/contract/named-schemas";
import { rolldown } from "rolldown";
import { packMedusa, packVendure } from "./pack-plugins.ts";
import { typeOf } from "./schema-types.ts";
import { compile, pack } from "./tarball.ts";

type Json = Parameters<typeof typeOf>[0];
const root = path.resolve(import.meta.dirname, "..");
const CLIENT = ["index", "client", "send", "problem", "verify-webhook", "choice", "seal-quote"];
/** Names under which the contract's index gives a schema that is called otherwise, or a part of one. */
const ALIASES: { readonly [name: string]: string } = {
  AdjustmentState: 'AdjustmentRecord["state"]',
  AppliedAdjustment: "AdjustmentRecord & { readonly adjustment: Adjustment }",
  EventType: Object.keys(EVENT_TYPES)
    .map((type) => JSON.stringify(type))
    .join(" | "),
  ProblemCode: PROBLEM_CODES.map((code) => JSON.stringify(code)).join(" | "),
  QuoteBody: "QuoteRequest",
};
/** What no route answers, and no schema describes: taken as it is written. */
const WRITTEN: { readonly [name: string]: string } = { LiveChanged: "live-routes", WebhookEvent: "webhook" };

/** Shops that there is a plugin for. */
export const SHOPS = ["vendure", "medusa"] as const;
type Packed = "client" | "checkout" | (typeof SHOPS)[number];

/** Packs all; the paths of the tarballs. */
export async function packAll(into: string): Promise<{ readonly [P in Packed]: string }> {
  mkdirSync(into, { recursive: true });
  const work = mkdtempSync(path.join(tmpdir(), "fenqi-pack-"));
  try {
    return {
      client: await packClient(work, into),
      checkout: packCheckout(work, into),
      vendure: await packVendure(work, into),
      medusa: await packMedusa(work, into),
    };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** One module, its types beside it, and nothing to install with them. */
async function packClient(work: string, into: string): Promise<string> {
  const folder = path.join(work, "client");
  const dist = path.join(folder, "dist");
  const bundle = await rolldown({ input: path.join(root, "packages/client/src/index.ts"), platform: "neutral" });
  await bundle.write({ dir: dist, format: "esm", entryFileNames: "[name].js", comments: true });
  await bundle.close();
  await writeTypes(work, dist);
  return pack(folder, into, "client", {
    exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
    files: ["dist"],
    engines: { node: ">=20.19" },
    sideEffects: false,
  });
}

/** The compiler's own declarations of the client, made against the contract's types written out beside them. */
async function writeTypes(work: string, dist: string): Promise<void> {
  const source = path.join(work, "source");
  mkdirSync(source);
  writeFileSync(path.join(source, "package.json"), '{ "type": "module" }');
  const wanted = new Set<string>();
  for (const name of CLIENT) {
    const text = readFileSync(path.join(root, `packages/client/src/${name}.ts`), "utf8");
    for (const [, names] of text.matchAll(/\{([^}]*)\} from "@fenqi\/contract"/g)) {
      for (const each of names!.split(",")) if (each.trim() !== "") wanted.add(each.trim());
    }
    const own = text
      .replaceAll('"@fenqi/contract"', '"./contract.js"')
      .replaceAll('"@fenqi/contract/paths"', '"./paths.js"')
      .replaceAll(/"(\.\/[\w-]+)\.ts"/g, '"$1.js"');
    writeFileSync(path.join(source, `${name}.ts`), own);
  }
  cpSync(path.join(root, "packages/contract/src/paths.ts"), path.join(source, "paths.ts"));
  const contract = await contractTypes(wanted);
  for (const folder of [source, dist]) writeFileSync(path.join(folder, "contract.d.ts"), contract);
  const config = {
    extends: path.join(root, "tsconfig.json"),
    compilerOptions: {
      outDir: dist,
      rootDir: source,
      declaration: true,
      emitDeclarationOnly: true,
      noEmit: false,
      incremental: false,
      types: [],
    },
    include: [source],
  };
  compile(work, config);
  rmSync(path.join(dist, "paths.d.ts"));
  for (const name of CLIENT) {
    const foreign = /@fenqi\/|typebox|"\.\/[\w-]+\.ts"/.exec(readFileSync(path.join(dist, `${name}.d.ts`), "utf8"));
    if (foreign) throw new Error(`${name}.d.ts names ${foreign[0]}, which is not packed`);
  }
}

/** The types of the contract that are asked for by name, and those that they are made of. */
async function contractTypes(wanted: ReadonlySet<string>): Promise<string> {
  const schemas = new Map<string, Json>();
  for (const file of globSync("packages/contract/src/*.ts", { cwd: root })) {
    if (file.endsWith(".test.ts")) continue;
    const module = (await import(pathToFileURL(path.join(root, file)).href)) as { readonly [name: string]: unknown };
    for (const [name, value] of Object.entries(module)) if (isSchema(value)) schemas.set(name, value);
  }
  const document = openapi("0", "") as { components: { schemas: { [name: string]: Json } } };
  const named = new Map<string, Json>(Object.entries(document.components.schemas));
  const lines: string[] = [];
  const missing: string[] = [];
  for (const name of [...wanted, "EventType"].sort()) {
    if (ALIASES[name] !== undefined) lines.push(`export type ${name} = ${ALIASES[name]};`);
    else if (WRITTEN[name] !== undefined) lines.push(interfaceIn(WRITTEN[name], name));
    else if (schemas.has(name)) {
      const lifted = liftNamed(schemas.get(name), named as never, "#/components/schemas/");
      const type = typeOf(lifted as Json);
      if (type !== name) lines.push(`export type ${name} = ${type};`);
    } else if (!named.has(name)) missing.push(name);
  }
  if (missing.length > 0) throw new Error(`the contract has no schema for ${missing.join(", ")}`);
  const parts = [...named]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => `export type ${name} = ${typeOf(schema)};`);
  const known = new Set(named.keys());
  const extra = lines.filter((line) => !known.has(/^export \w+ (\w+)/.exec(line)![1]!));
  return `// Made from the schemas of the API; amounts are integer minor units.\n${[...parts, ...extra].join("\n\n")}\n`;
}

/** An interface's own text. */
function interfaceIn(module: string, name: string): string {
  const text = readFileSync(path.join(root, `packages/contract/src/${module}.ts`), "utf8");
  const found = new RegExp(`^export interface ${name} \\{[\\s\\S]*?^\\}`, "m").exec(text);
  if (!found) throw new Error(`${module}.ts has no interface ${name}`);
  return found[0];
}

const isSchema = (value: unknown): value is Json =>
  typeof value === "object" &&
  value !== null &&
  ["type", "anyOf", "enum", "const", "allOf"].some((key) => key in value) &&
  !Array.isArray(value);

/** The elements as they are served, for a page that bundles them itself. */
function packCheckout(work: string, into: string): string {
  const folder = path.join(work, "checkout");
  const built = path.join(root, "packages/checkout/dist");
  if (!existsSync(path.join(built, "fenqi-checkout.js"))) throw new Error("build the elements first: npm run build");
  for (const file of globSync("*.js", { cwd: built })) cpSync(path.join(built, file), path.join(folder, "dist", file));
  writeFileSync(
    path.join(folder, "dist/fenqi-checkout.d.ts"),
    `/** Importing this defines <fenqi-checkout> and <fenqi-message>. */
declare global {
  interface HTMLElementTagNameMap {
    "fenqi-checkout": HTMLElement;
    "fenqi-message": HTMLElement;
  }
}
export {};
`,
  );
  return pack(folder, into, "checkout", {
    exports: {
      ".": { types: "./dist/fenqi-checkout.d.ts", default: "./dist/fenqi-checkout.js" },
      "./dist/*": "./dist/*",
    },
    files: ["dist"],
    sideEffects: true,
  });
}

if (import.meta.main) {
  const into = path.resolve(process.argv[2] ?? path.join(root, "dist"));
  for (const file of Object.values(await packAll(into))) console.log(path.relative(process.cwd(), file));
}
