import { type Command, EXIT, type Io, Usage } from "./command.ts";
import { withServer } from "./connection.ts";
import { configOf } from "./environment.ts";
import { parseFlags, positionals, wholeNumber } from "./flags.ts";

export const demo: Command = {
  summary: "run the demo shop, or play its story",
  help: `fenqi demo
fenqi demo play [--story ID] [--pace MILLISECONDS]

demo         runs the server with the demo merchant, its shop, status page and story, on the embedded database. Its data stays
             between starts; its dates follow the day of the start. PORT, HOST and FENQI_DATA as in fenqi help serve.
demo play    plays the story on the running server, one JSON line per step: pause, explained, alternative taken, back

  --story ID   another of the stories that /demo offers
  --pace 1000  milliseconds between steps; 0 where not given

Environment of demo play: FENQI_URL (http://127.0.0.1:4180), FENQI_KEY (sk_test_demo).
`,
  run: async (args, io) => {
    const { values, positionals: rest } = parseFlags(args, { story: { type: "string" }, pace: { type: "string" } });
    if (rest.length === 0) {
      if (values.story !== undefined || values.pace !== undefined)
        throw new Usage("--story and --pace are for demo play.");
      return runDemo(io);
    }
    const [verb] = positionals(rest, "play");
    if (verb !== "play") throw new Usage(`fenqi demo has no ${JSON.stringify(verb)}.`);
    const pace = wholeNumber(values.pace ?? "0", "--pace", 0, 60_000);
    return play(io, pace, values.story);
  },
};

async function runDemo(io: Io): Promise<number> {
  const [{ readConfig }, { runServer }] = await Promise.all([import("../main.ts"), import("./running.ts")]);
  // People read this terminal: failures only, and the addresses in words.
  const config = configOf(() =>
    readConfig({ FENQI_LOG: "error", FENQI_SANDBOX_PORT: "4181", FENQI_DEMO_HISTORY: "1", ...io.env, FENQI_DEMO: "1" }),
  );
  return runServer(config, io, ({ url }) => {
    const where = url.replace("127.0.0.1", "localhost");
    return `
  Fenqi 分期

  Shop           ${where}/
  Status page    ${where}/status
  The story      ${where}/demo
  The console    ${where}/console
  API            ${where}/docs   keys: pk_test_demo, sk_test_demo

  ${config.databaseUrl ? "The data is in PostgreSQL." : `The data is in ${config.dataDir}, in the embedded database: for trying. A power cut may lose data.`}
  Ctrl-C stops it.

`;
  });
}

async function play(io: Io, pace: number, story: string | undefined): Promise<number> {
  const { playStory } = await import("@fenqi/demo");
  await withServer(io, (client) =>
    playStory({
      client,
      pace,
      emit: (event) => io.out(`${JSON.stringify(event)}\n`),
      ...(story === undefined ? {} : { story }),
    }),
  );
  return EXIT.ok;
}
