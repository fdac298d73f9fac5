import type { Command } from "./command.ts";
import { configOf } from "./environment.ts";
import { parseFlags, positionals } from "./flags.ts";

/** Beside the log, not in it: whoever has the link becomes the admin. */
const firstPerson = (url: string, token: string): string =>
  `Nobody can sign in yet. The first person becomes an admin with this link, once, within three days:\n  ${url}/console/setup#${token}\n`;

export const serve: Command = {
  summary: "run the server",
  help: `fenqi serve

Runs the server with the configuration of the environment, until SIGTERM or SIGINT. Log lines are JSON, on standard output.

  PORT, HOST                 4180 on 127.0.0.1 where not set
  DATABASE_URL               a PostgreSQL of version 15 or later; the embedded database where not set
  FENQI_DATA                 folder of the embedded database; .fenqi/data where not set
  FENQI_MASTER_KEY           32 random bytes in base64: openssl rand -base64 32
  FENQI_MERCHANT, FENQI_FIRST_KEY   merchant and secret key made at the first start

All of them are in docs/guide/operations.md. To try it out: fenqi demo
`,
  run: async (args, io) => {
    positionals(parseFlags(args, {}).positionals);
    const [{ readConfig }, { runServer }] = await Promise.all([import("../main.ts"), import("./running.ts")]);
    return runServer(
      configOf(() => readConfig(io.env)),
      io,
      ({ url, setupToken }) =>
        setupToken === undefined ? "" : firstPerson(readConfig(io.env).publicUrl ?? url, setupToken),
    );
  },
};
