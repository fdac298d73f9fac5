import { parseArgs } from "node:util";
import { simulate } from "./simulate.ts";

/** The long form, for a release: `npm run test:model -- --seed N --steps N`. Prints the seed first, so that any run can be had again. */
const { values } = parseArgs({ options: { seed: { type: "string" }, steps: { type: "string", default: "500000" } } });
const seed = values.seed === undefined ? Date.now() % 2 ** 32 : Number(values.seed);
const steps = Number(values.steps);
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(steps) || steps < 1) {
  process.stderr.write("--seed and --steps are whole numbers, --steps at least 1\n");
  process.exit(2);
}
process.stdout.write(`seed ${seed}, ${steps} steps\n`);
const started = performance.now();
try {
  const { plans, done, refused, states } = simulate(seed, steps);
  process.stdout.write(`${plans} plans, no difference, ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  process.stdout.write(
    `done    ${JSON.stringify(done)}\nrefused ${JSON.stringify(refused)}\nended   ${JSON.stringify(states)}\n`,
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
