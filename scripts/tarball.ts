import { execFileSync } from "node:child_process";
import { cpSync, globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly peerDependencies?: { readonly [name: string]: string };
}

const root = path.resolve(import.meta.dirname, "..");

/** Compiles what a configuration of TypeScript's names; the configuration is written to a folder. */
export function compile(folder: string, config: object): void {
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = path.join(root, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", path.join(folder, "tsconfig.json")], { stdio: "inherit" });
}

/** A workspace's own package.json. */
export const manifestOf = (workspace: string): Manifest =>
  JSON.parse(readFileSync(path.join(root, "packages", workspace, "package.json"), "utf8"));

const IMPORTED = /^(?:import|export)\b[^;]*?\bfrom\s*["']([^"'.]+)["']|\b(?:require|import)\(["']([^"'.]+)["']\)/gm;

/** Throws where modules or types of a package name another that it does not bring along: a workspace of ours is nowhere else. */
function refuseUnlisted(folder: string, manifest: object): void {
  const { name, dependencies, peerDependencies } = manifest as Manifest & { readonly dependencies?: object };
  const listed = [name, ...Object.keys({ ...dependencies, ...peerDependencies })];
  for (const file of globSync("{dist,.medusa}/**/*.{js,ts}", { cwd: folder })) {
    for (const [, from, inline] of readFileSync(path.join(folder, file), "utf8").matchAll(IMPORTED)) {
      const named = (from ?? inline)!;
      if (named.startsWith("node:") || listed.some((one) => named === one || named.startsWith(`${one}/`))) continue;
      throw new Error(`${name}: ${file} imports ${named}, which the package does not depend on`);
    }
  }
}

/** Makes a folder the tarball of a workspace, with its licence, its README and a package.json of its own. Returns the tarball's path. */
export function pack(folder: string, into: string, workspace: string, more: object): string {
  const source = path.join(root, "packages", workspace);
  const { name, version, description, license } = manifestOf(workspace);
  const manifest = { name, version, description, license, type: "module", ...more };
  writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  refuseUnlisted(folder, manifest);
  cpSync(path.join(root, "LICENSE"), path.join(folder, "LICENSE"));
  cpSync(path.join(source, "README.md"), path.join(folder, "README.md"));
  const told = execFileSync("npm", ["pack", "--json", "--pack-destination", into], { cwd: folder, encoding: "utf8" });
  const [{ filename }] = JSON.parse(told) as [{ filename: string }];
  return path.join(into, filename);
}
