import { fileURLToPath } from "node:url";
import { ENGINE_VERSION } from "@fenqi/core/quote";
import { type Command, EXIT, type Io, Refused, Usage } from "./command.ts";
import { VERSION } from "./version.ts";

/** Each command's file, loaded when it is asked for. */
const COMMANDS = {
  serve: async () => (await import("./serve.ts")).serve,
  demo: async () => (await import("./demo.ts")).demo,
  migrate: async () => (await import("./migrate.ts")).migrate,
  check: async () => (await import("./check.ts")).check,
  catalogue: async () => (await import("./catalogue.ts")).catalogue,
  quote: async () => (await import("./quote.ts")).quote,
  cost: async () => (await import("./cost.ts")).cost,
  schedule: async () => (await import("./schedule.ts")).schedule,
  adjust: async () => (await import("./adjust.ts")).adjust,
  compensation: async () => (await import("./compensation.ts")).compensation,
  quotes: async () => (await import("./quotes.ts")).quotes,
  simulate: async () => (await import("./simulate.ts")).simulate,
  cases: async () => (await import("./cases.ts")).cases,
  status: async () => (await import("./status.ts")).status,
  shopper: async () => (await import("./shopper.ts")).shopper,
  close: async () => (await import("./close.ts")).close,
  users: async () => (await import("./users.ts")).users,
  keys: async () => (await import("./keys.ts")).keys,
  "sandbox-partner": async () => (await import("./sandbox-partner.ts")).sandboxPartner,
  reconcile: async () => (await import("./reconcile.ts")).reconcile,
  audit: async () => (await import("./audit.ts")).audit,
  vectors: async () => (await import("./vectors-command.ts")).vectors,
} as const satisfies Record<string, () => Promise<Command>>;

type Name = keyof typeof COMMANDS;
const isCommand = (name: string): name is Name => Object.hasOwn(COMMANDS, name);

/** Runs one command line. Resolves to the exit code: 0 done, 1 refused, 2 called wrongly. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    const topic = rest[0];
    io.out(topic !== undefined && isCommand(topic) ? (await COMMANDS[topic]()).help : await overview());
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  if (name === "version" || name === "--version" || name === "-v") {
    io.out(`fenqi ${VERSION}, engine ${ENGINE_VERSION}\n`);
    return EXIT.ok;
  }
  if (!isCommand(name)) {
    io.err(`fenqi has no command ${JSON.stringify(name)}. See: fenqi help\n`);
    return EXIT.usage;
  }
  const command = await COMMANDS[name]();
  if (rest.includes("--help") || rest.includes("-h")) {
    io.out(command.help);
    return EXIT.ok;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    if (error instanceof Usage) {
      io.err(`${error.message}\nSee: fenqi help ${name}\n`);
      return EXIT.usage;
    }
    if (error instanceof Refused) {
      io.err(`${error.lines.join("\n")}\n`);
      return EXIT.refused;
    }
    throw error;
  }
}

async function overview(): Promise<string> {
  const names = Object.keys(COMMANDS) as Name[];
  const lines = await Promise.all(names.map(async (n) => `  ${n.padEnd(17)}${(await COMMANDS[n]()).summary}`));
  return `fenqi COMMAND [ARGUMENTS]

Every way to pay a cart over time, its true cost, and why a way is missing.

${lines.join("\n")}

fenqi help COMMAND tells more; fenqi version which one this is. Commands that speak to a server take FENQI_URL (http://127.0.0.1:4180) and FENQI_KEY
(sk_test_demo, the demo's) from the environment.
Exit codes: 0 done, 1 refused, 2 called wrongly.
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // A reader that closes early (`fenqi quote | head`) is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  process.exitCode = await main(process.argv.slice(2), {
    env: process.env,
    now: () => new Date(),
    fetch,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  }).catch((error: unknown) => {
    process.stderr.write(`fenqi met a fault of its own: ${error instanceof Error ? error.message : String(error)}\n`);
    if (process.env.FENQI_DEBUG) console.error(error);
    return EXIT.refused;
  });
}
