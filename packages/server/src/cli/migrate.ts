import { type Command, EXIT } from "./command.ts";
import { parseFlags, positionals } from "./flags.ts";

export const migrate: Command = {
  summary: "bring the database up to this release",
  help: `fenqi migrate

Applies the migrations that the database does not have yet, each whole or not at all, and names them. A server does the same when
it starts; this is for doing it before, with the rights of another user. Two at once take turns.

Environment: DATABASE_URL, or FENQI_DATA for the embedded database (.fenqi/data where not set).
`,
  run: async (args, io) => {
    positionals(parseFlags(args, {}).positionals);
    const [{ migrateStore }, { refusedStart }] = await Promise.all([import("../main.ts"), import("./running.ts")]);
    const { DATABASE_URL: databaseUrl, FENQI_DATA: dataDir } = io.env;
    const applied = await migrateStore({
      ...(databaseUrl ? { databaseUrl } : {}),
      ...(dataDir ? { dataDir } : {}),
    }).catch((error: unknown) => {
      throw refusedStart(error, { host: "", port: 0 });
    });
    io.out(applied.length === 0 ? "The database is up to date.\n" : `Applied: ${applied.join(", ")}\n`);
    return EXIT.ok;
  },
};
