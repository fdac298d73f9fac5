// Builds what is not run as it is written: every workspace that has a build.ts, when its sources have changed since.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");

/** Digest of everything that a build can be made of: all sources and migrations, the build itself, and the lockfile. */
function digestOfSources(): string {
  const files = globSync(
    [
      "{packages,apps}/*/src/**/*.{ts,tsx,css,json,svg}",
      "{packages,apps}/*/{build.ts,package.json}",
      "packages/*/migrations/*.sql",
      "package-lock.json",
    ],
    { cwd: root, exclude: (name) => String(name).endsWith(".test.ts") },
  ).sort();
  const digest = createHash("sha256");
  for (const file of files) digest.update(`${file}\0`).update(readFileSync(path.join(root, file)));
  return digest.digest("hex");
}

const sources = digestOfSources();
for (const script of globSync("{packages,apps}/*/build.ts", { cwd: root }).sort()) {
  const workspace = path.join(root, path.dirname(script));
  const stamp = path.join(workspace, "dist", ".sources");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== sources) {
    console.log(`Building ${path.dirname(script)} …`);
    const built = spawnSync(process.execPath, [path.join(root, script)], { cwd: workspace, stdio: "inherit" });
    if (built.status !== 0) process.exit(built.status ?? 1);
    mkdirSync(path.dirname(stamp), { recursive: true });
  }
  // Its time says when what is built was last held against the sources.
  writeFileSync(stamp, sources);
}
