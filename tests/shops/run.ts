// Run by `npm run test:shops`, on a PostgreSQL. Exits with the number of shops in which something failed.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { startServer } from "@fenqi/server";
import pg from "pg";
import { packAll, SHOPS } from "../../scripts/pack.ts";

type Shop = (typeof SHOPS)[number];

const root = path.resolve(import.meta.dirname, "../..");
const TSC = path.join(root, "node_modules/typescript/bin/tsc");

/** Shops of a test have nothing to tell their makers. */
const SILENT = { VENDURE_DISABLE_TELEMETRY: "true" };

const named = process.argv.slice(2);
const unknown = named.find((name) => !SHOPS.includes(name as Shop));
if (unknown !== undefined) throw new Error(`there is no shop called ${unknown}, but ${SHOPS.join(", ")}`);
let failed = 0;
for (const shop of named.length > 0 ? (named as Shop[]) : SHOPS) if (!(await passes(shop))) failed += 1;
process.exit(failed);

/** Whether a plugin's types fit its shop's, and its journey comes to its end. */
async function passes(shop: Shop): Promise<boolean> {
  const here = path.join(import.meta.dirname, shop);
  await install(shop, here);
  if (!(await runs([TSC, "-p", here]))) return false;
  const database = await emptyDatabase(process.env.FENQI_TEST_DATABASE_URL!, `shop_${shop}`);
  const demo = { demo: true, dataDir: null, port: 0, sandboxPort: 0, webhooksInside: true, logLevel: "error" } as const;
  const fenqi = await startServer(demo);
  try {
    const env = { ...SILENT, FENQI_URL: fenqi.url, FENQI_KEY: "sk_test_demo", SHOP_DATABASE_URL: database };
    return await runs(["--test", "--test-force-exit", path.join(here, "journey.ts")], env);
  } finally {
    await fenqi.close();
  }
}

/** The shop from its lockfile, the plugin from its tarball; beside it the plugin's sources, to be checked against the shop's types. */
async function install(shop: Shop, here: string): Promise<void> {
  const options = { cwd: here, stdio: "inherit" } as const;
  const modules = path.join(here, "node_modules");
  if (!existsSync(modules)) execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], options);
  const dist = path.join(here, "dist");
  rmSync(dist, { recursive: true, force: true });
  const packed = await packAll(dist);
  for (const name of ["client", shop] as const) {
    const folder = path.join(modules, "@fenqi", name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    execFileSync("tar", ["-xzf", packed[name], "-C", folder, "--strip-components=1"]);
  }
  for (const part of ["plugin", "src"]) {
    cpSync(path.join(root, "packages", shop, part), path.join(dist, "sources", part), { recursive: true });
  }
}

async function emptyDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

async function runs(args: readonly string[], env: { readonly [name: string]: string } = {}): Promise<boolean> {
  const program = spawn(process.execPath, args, { stdio: "inherit", env: { ...process.env, ...env } });
  const [code] = await once(program, "exit");
  return code === 0;
}
