import { parseArgs } from "node:util";
import { simulatedDatabase } from "./database.ts";
import { NOTHING_WRONG } from "./judge.ts";
import { CONTROLS, PREPARED, simulate } from "./simulate.ts";

/**
 * The long form, for a release: `npm run test:simulator -- --seed N --seeds N --years N`. Each seed is printed with what it came to,
 * so that any can be had again; a control must come out wrong.
 */
const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    seeds: { type: "string", default: "1000" },
    years: { type: "string", default: "2" },
    control: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});
const first = values.seed === undefined ? Date.now() % 2 ** 32 : Number(values.seed);
const [seeds, years] = [Number(values.seeds), Number(values.years)];
const control = CONTROLS.find((name) => name === values.control);
if (values.control !== undefined && control === undefined) {
  process.stderr.write(`--control is one of ${CONTROLS.join(", ")}\n`);
  process.exit(2);
}
if (!Number.isSafeInteger(first) || !Number.isSafeInteger(seeds) || seeds < 1 || !(years > 0)) {
  process.stderr.write("--seed and --seeds are whole numbers, --years is above 0\n");
  process.exit(2);
}
const days = Math.round(years * 365);
const database = await simulatedDatabase(PREPARED);
const began = performance.now();
let wrong = 0;
for (let seed = first; seed < first + seeds; seed++) {
  const { text, isSound } = await lived(seed);
  if (!isSound) wrong += 1;
  process.stdout.write(`seed ${seed} ${text}\n`);
}
await database.close();
const took = ((performance.now() - began) / 1000).toFixed(0);
process.stdout.write(`${seeds} seeds from ${first}, ${years} years each: ${wrong} wrong, ${took} s\n`);
process.exit(wrong === 0 ? 0 : 1);

/** What a seed came to, in words. */
async function lived(seed: number): Promise<{ readonly text: string; readonly isSound: boolean }> {
  try {
    const { hash, verdict, crashes, plans, operations } = await simulate(database, { seed, days, control });
    const isSound = verdict === NOTHING_WRONG;
    const counts = `${crashes} crashes, plans ${JSON.stringify(plans)}`;
    const more = values.verbose ? `\n${JSON.stringify(operations)}` : "";
    const text = `${hash} ${isSound ? "sound" : `WRONG ${JSON.stringify(verdict, null, 2)}`}, ${counts}${more}`;
    return { text, isSound };
  } catch (error) {
    return { text: `FAILED ${error instanceof Error ? error.stack : String(error)}`, isSound: false };
  }
}
