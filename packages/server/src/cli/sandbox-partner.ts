import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type Command, EXIT, Refused } from "./command.ts";
import { parseFlags, positionals, wholeNumber } from "./flags.ts";

export const sandboxPartner: Command = {
  summary: "run a funding partner to test against",
  help: `fenqi sandbox-partner [--port 4181] [--seed N] [--terms FILE] [--callback URL]

Runs partners to test against, as a program of its own, until SIGTERM or SIGINT: terms, pre-checks and authorisations under
/partners/{partner}, signed, and POST /faults to break them: {"partner", "method", "latency_ms", "timeout", "status",
"garbage", "wrong_schema", "reset", "drip", "huge", "wrong_amount", "wrong_currency", "error_rate", "decline",
"drifted_terms", "seed"}. DELETE /faults mends them. docs/guide/partners.md tells more.

  --port 4181      0 takes any free one
  --seed 1         of the dice for error_rate
  --terms FILE     JSON: products by partner; the partner "sandbox" with 3, 6 and 12 instalments where not given
  --callback URL   where authorisations are told

Environment: FENQI_SANDBOX_SECRET signs requests and callbacks ("sandbox-secret" where not set).
`,
  run: async (args, io) => {
    const flags = {
      port: { type: "string" },
      seed: { type: "string" },
      terms: { type: "string" },
      callback: { type: "string" },
    } as const;
    const { values, positionals: rest } = parseFlags(args, flags);
    positionals(rest);
    const { startSandboxPartner } = await import("@fenqi/sandbox-partner");
    const port = wholeNumber(values.port ?? "4181", "--port", 0, 65_535);
    const sandbox = await startSandboxPartner({
      port,
      seed: wholeNumber(values.seed ?? "1", "--seed", 0, 2 ** 31),
      secret: io.env.FENQI_SANDBOX_SECRET ?? "sandbox-secret",
      ...(values.terms === undefined ? {} : { terms: readTerms(values.terms) }),
      ...(values.callback === undefined ? {} : { callbackUrl: values.callback }),
    }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === "EADDRINUSE"
        ? new Refused(`Port ${port} is in use. Choose another: --port ${port + 1}`)
        : error;
    });
    io.out(`A partner to test against: ${sandbox.url}\nCtrl-C stops it.\n`);
    await Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
    await sandbox.close();
    return EXIT.ok;
  },
};

function readTerms(file: string) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Refused(`${file} is not readable as JSON: ${(error as Error).message}`);
  }
}
