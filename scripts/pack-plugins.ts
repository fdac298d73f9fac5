import { globSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { rolldown } from "rolldown";
import { compile, manifestOf, pack } from "./tarball.ts";

const root = path.resolve(import.meta.dirname, "..");

/**
 * A plugin: one module, in which the words it says are, and its types beside it. What it imports of its shop is not here: its types are
 * checked where the shop is (`npm run test:shops`).
 */
export async function packVendure(work: string, into: string): Promise<string> {
  const folder = path.join(work, "vendure");
  const dist = path.join(folder, "dist");
  const source = path.join(root, "packages/vendure");
  const bundle = await rolldown({
    input: path.join(source, "plugin/index.ts"),
    platform: "node",
    tsconfig: path.join(source, "tsconfig.json"),
    external: (id) => !/^[./\0]|^@fenqi\/words|^@oxc-project\//.test(id),
  });
  await bundle.write({ dir: dist, format: "esm", entryFileNames: "index.js", comments: true });
  await bundle.close();
  compile(folder, {
    extends: path.join(source, "tsconfig.json"),
    compilerOptions: {
      ...{ rootDir: source, outDir: path.join(dist, "types"), types: [] },
      ...{ declaration: true, emitDeclarationOnly: true, noCheck: true, noEmit: false },
    },
    include: [path.join(source, "plugin")],
  });
  rmSync(path.join(folder, "tsconfig.json"));
  const { peerDependencies } = manifestOf("vendure");
  return pack(folder, into, "vendure", {
    exports: { ".": { types: "./dist/types/plugin/index.d.ts", default: "./dist/index.js" } },
    files: ["dist"],
    engines: { node: ">=20.19" },
    dependencies: { "@fenqi/client": manifestOf("client").version },
    peerDependencies,
  });
}

/**
 * A plugin as Medusa looks for it, in `.medusa/server/src`: a module for each of its files, and one for what they share, in which the words
 * are.
 */
export async function packMedusa(work: string, into: string): Promise<string> {
  const folder = path.join(work, "medusa");
  const source = path.join(root, "packages/medusa");
  const plugin = path.join(source, "plugin");
  const entries = globSync(
    ["recheck.ts", "{providers,modules}/*/index.ts", "{api,jobs,subscribers,workflows}/**/*.ts"],
    {
      cwd: plugin,
    },
  );
  const bundle = await rolldown({
    input: Object.fromEntries(entries.map((entry) => [entry.replace(/\.ts$/, ""), path.join(plugin, entry)])),
    platform: "node",
    external: [/^@medusajs\//, "@fenqi/client"],
  });
  const server = ".medusa/server/src";
  await bundle.write({
    ...{ dir: path.join(folder, server), format: "cjs", exports: "named", comments: true },
    ...{ entryFileNames: "[name].js", chunkFileNames: "shared/[name].js" },
    // A route's address is its folder's: `[id]`.
    sanitizeFileName: false,
  });
  await bundle.close();
  writeFileSync(
    path.join(folder, server, "recheck.d.ts"),
    `import type { MedusaContainer } from "@medusajs/framework/types";
/** For a handler of one's own of completeCartWorkflow's hook validate: throws when the chosen way is none for the cart any more. */
export declare function recheckChoice(
  input: { readonly cart: { readonly id: string } },
  context: { readonly container: MedusaContainer },
): Promise<void>;
`,
  );
  const { peerDependencies } = manifestOf("medusa");
  return pack(folder, into, "medusa", {
    type: "commonjs",
    exports: {
      "./package.json": "./package.json",
      "./providers/*": `./${server}/providers/*/index.js`,
      "./recheck": { types: `./${server}/recheck.d.ts`, default: `./${server}/recheck.js` },
      "./.medusa/server/src/modules/*": `./${server}/modules/*/index.js`,
    },
    files: [".medusa"],
    engines: { node: "^20.19.0 || >=22.12.0" },
    dependencies: { "@fenqi/client": manifestOf("client").version },
    peerDependencies,
  });
}
