// Makes the embedded database once, so that the first start of a store, and each test's, only unpacks it.
import { existsSync, globSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { firstDatabasePath } from "./src/adapters/store/first-database.ts";
import { openStore } from "./src/adapters/store/open-store.ts";

const archive = firstDatabasePath();
if (!existsSync(archive)) {
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
