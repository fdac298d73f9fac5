import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Advice, root, run } from "./node24.mjs";

const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), "utf8"));

/** True when node_modules holds exactly what the lockfile names; npm keeps its own list of what it has installed. */
export function isInstalled() {
  if (!existsSync(path.join(root, "node_modules", ".package-lock.json"))) return false;
  if (!existsSync(path.join(root, "package-lock.json"))) return true;
  const installed = readJson("node_modules/.package-lock.json").packages;
  return Object.entries(readJson("package-lock.json").packages).every(([where, wanted]) => {
    if (!where.startsWith("node_modules/") && !where.includes("/node_modules/")) return true;
    const found = installed[where];
    return found ? found.version === wanted.version : Boolean(wanted.optional ?? wanted.devOptional);
  });
}

/** The npm that runs us, under the Node that runs it: the one in node_modules is about to be replaced. */
function npmCommand() {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  if (npm && node && existsSync(node)) return { command: node, first: [npm] };
  return { command: process.platform === "win32" ? "npm.cmd" : "npm", first: [] };
}

/** Brings node_modules in step with the lockfile. No package's install script is run. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  const verb = existsSync(path.join(root, "package-lock.json")) ? "ci" : "install";
  console.log(`Installing dependencies (npm ${verb}) …`);
  const { command, first } = npmCommand();
  // Packages ask for a newer Node than npm's own; they run on the one that comes along, so its warnings say nothing.
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const options = ["--ignore-scripts", "--include=dev", "--include=optional", ...quiet];
  const elsewhere = (process.env.PATH ?? "")
    .split(path.delimiter)
    .filter((folder) => !folder.startsWith(path.join(root, "node_modules")))
    .join(path.delimiter);
  const code = await run(command, [...first, verb, ...options], { env: { ...process.env, PATH: elsewhere } });
  if (code !== 0) {
    throw new Advice(
      `The dependencies could not be installed (npm ended with ${code}; its message is above). ` +
        `Check the network, or the registry that npm is set to: npm config get registry`,
    );
  }
}
