/** A process that brings a database up to the migrations of a folder, to be killed meanwhile: URL FOLDER. */
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { migrate } from "../../packages/server/src/adapters/store/migrate.ts";
import type { Tables } from "../../packages/server/src/adapters/store/tables.ts";

const [url, folder] = process.argv.slice(2);
const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url! }) }) });
process.stdout.write(`${(await migrate(db, folder!)).join(" ")}\n`);
await db.destroy();
