import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { MIGRATIONS_FOLDER } from "./migrate.ts";

const SERVER = path.resolve(import.meta.dirname, "../../..");

/**
 * Where the build puts the embedded database as it is before anybody's rows: an archive of its folder, whose name stands for
 * the migrations and the release of PGlite that made it. With another of either it is not the first database any more.
 */
export function firstDatabasePath(): string {
  const { dependencies } = JSON.parse(readFileSync(path.join(SERVER, "package.json"), "utf8"));
  const digest = createHash("sha256").update(dependencies["@electric-sql/pglite"]);
  for (const name of readdirSync(MIGRATIONS_FOLDER).sort()) {
    digest.update(`\0${name}\0`).update(readFileSync(path.join(MIGRATIONS_FOLDER, name)));
  }
  return path.join(SERVER, "dist", `first-database-${digest.digest("hex").slice(0, 16)}.tar.gz`);
}

/** The archive, or null where nothing was built: the database is then made from nothing, which takes some seconds more. */
export function firstDatabase(): string | null {
  const archive = firstDatabasePath();
  return existsSync(archive) ? archive : null;
}
