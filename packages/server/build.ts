import { existsSync, globSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { build, type Plugin } from "rolldown";
import { firstDatabasePath } from "./src/adapters/store/first-database.ts";
import { openStore } from "./src/adapters/store/open-store.ts";

const HERE = import.meta.dirname;
const PROGRAM = path.join(HERE, "dist/program");

/** Threads, and the process that draws, are files of their own, which their module names as it lies in the sources. */
const THREADS = {
  "embedded-worker": "src/adapters/store/embedded-worker.ts",
  "replay-worker": "src/adapters/threads/replay-worker.ts",
  "print-process": "src/adapters/documents/print-process.ts",
};

/**
 * A bundled module still finds the files that lie beside its source (migrations, styles, the demo's catalogue) by the
 * place of its source; the threads lie beside the bundle.
 */
const placesOfSources: Plugin = {
  name: "places-of-sources",
  transform(code, id) {
    if (!code.includes("import.meta.") || id.includes("node_modules")) return null;
    const folder = path.relative(PROGRAM, path.dirname(id));
    return code.replace(
      /new URL\("([^"]+)", import\.meta\.url\)|import\.meta\.dirname/g,
      (_, beside: string | undefined) => {
        if (beside === undefined) return `new URL(${JSON.stringify(folder)}, import.meta.url).pathname`;
        const thread = path.basename(beside, ".ts");
        const place = thread in THREADS ? `./${thread}.js` : `${folder}/${beside}`;
        return `new URL(${JSON.stringify(place)}, import.meta.url)`;
      },
    );
  },
};

/** What a module reads at a start is read now: it exports plain values only. */
const readNow: Plugin = {
  name: "read-now",
  async load(id) {
    if (path.relative(HERE, id) !== path.join("demo", "written.ts")) return null;
    const values = Object.entries(await import(id));
    return values.map(([name, value]) => `export const ${name} = JSON.parse(${quoted(value)});`).join("\n");
  },
};

/** JSON, as a string of JavaScript. */
const quoted = (value: unknown) => JSON.stringify(JSON.stringify(value));

/**
 * Bundles the server and the command line, so that a start reads a few files instead of two thousand. What carries code
 * that is no JavaScript stays where it was installed, and what finds files beside itself.
 */
async function bundleProgram(): Promise<void> {
  rmSync(PROGRAM, { recursive: true, force: true });
  await build({
    cwd: HERE,
    input: { server: "src/main.ts", cli: "src/cli/main.ts", ...THREADS },
    platform: "node",
    external: [/^@electric-sql\//, /^@node-rs\//, "pdfkit"],
    plugins: [readNow, placesOfSources],
    output: { dir: PROGRAM, format: "es", comments: false },
  });
}

/** Makes the embedded database once, so that the first start of a store, and each test's, only unpacks it. */
async function makeFirstDatabase(): Promise<void> {
  const archive = firstDatabasePath();
  if (existsSync(archive)) return;
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-first-"));
  try {
    const store = await openStore({ kind: "embedded", folder });
    await store.close();
    const database = await PGlite.create(path.join(folder, "pglite"));
    const packed = await database.dumpDataDir("gzip");
    await database.close();

    const dist = path.dirname(archive);
    mkdirSync(dist, { recursive: true });
    for (const older of globSync("first-database-*", { cwd: dist })) rmSync(path.join(dist, older));
    writeFileSync(`${archive}.part`, Buffer.from(await packed.arrayBuffer()));
    renameSync(`${archive}.part`, archive);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await bundleProgram();
await makeFirstDatabase();
