/** The floor of the embedded mode's memory: a bare PGlite on a new folder, one table, one row written and read. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";

const database = await PGlite.create(mkdtempSync(path.join(tmpdir(), "pglite-floor-")));
await database.exec("create table t (n int); insert into t values (1); select * from t");
const hold = setInterval(() => undefined, 1_000);
process.once("SIGTERM", () => {
  clearInterval(hold);
  void database.close().then(() => process.exit(0));
});
process.stdout.write("ready pglite:\n");
