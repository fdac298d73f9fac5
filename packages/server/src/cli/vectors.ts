import { runVectors } from "./vectors/run-vectors.ts";

/** `npm run vectors -- FILE…` */
process.exitCode = runVectors(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
