import type { Command } from "./command.ts";
import { runVectors } from "./vectors/run-vectors.ts";

export const vectors: Command = {
  summary: "check computed rates and schedules against published ones",
  help: `fenqi vectors FILE…

Takes files of rate and schedule vectors, computes each with the rules in core, and prints one line per vector (id, expected,
computed, pass) and a closing count. Vectors marked unverified are not targets. Nothing is asked of a server.

Example: fenqi vectors tests/vectors/apr.json tests/vectors/schedules.json
`,
  run: async (args, io) => runVectors(args, io),
};
