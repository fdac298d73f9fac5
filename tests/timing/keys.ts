import { createHash, randomBytes, randomInt } from "node:crypto";
import { knownKeys } from "../../packages/server/src/engine/known-keys.ts";
import type { Digest, KeyRow } from "../../packages/server/src/engine/ports.ts";
import { keyOf } from "../../packages/server/src/http/key-check.ts";
import { welchT } from "./welch.ts";

/**
 * Check 36: does refusing a key take longer the more of it is right? `npm run test:timing [-- TRIES]`.
 *
 * Two classes of wrong keys, tried in random order: those that share all but the last eight characters with a real one, and
 * those that share nothing. |t| ≥ 4.5 tells them apart by time. A control compares character by character and must be told apart,
 * else the machine is too noisy for the test to say anything.
 */
const LIMIT = 4.5;
const tries = Number(process.argv[2] ?? 100_000);

const digest: Digest = (text) => createHash("sha256").update(text).digest("hex");
const real = `sk_live_${randomBytes(24).toString("hex")}`;
const row: KeyRow = {
  id: "key",
  merchant: "shop",
  kind: "secret",
  mode: "live",
  name: "shop",
  role: "admin",
  scopes: null,
  person: "shop",
  origins: [],
  hash: digest(real),
  hint: real.slice(-4),
  createdAt: "2026-01-01T00:00:00.000Z",
  expiresAt: null,
  revokedAt: null,
  rotatedTo: null,
};
const keys = knownKeys({ all: async () => [row] });
await keys.load("shop", 1);
const check = { keys, digest, now: () => 0 };

/** Another each time, as those of the other class are: a processor is quicker with what it has just seen. */
const nearly = (): string => real.slice(0, -8) + randomBytes(4).toString("hex");
const unlike = (): string => `sk_live_${randomBytes(24).toString("hex")}`;

function refuse(key: string): boolean {
  try {
    keyOf(check, `Bearer ${key}`);
    return false;
  } catch {
    return true;
  }
}

/** The control: stops at the first character that differs. */
function refuseByCharacter(key: string): boolean {
  let at = 0;
  while (at < real.length && real.charCodeAt(at) === key.charCodeAt(at)) at += 1;
  return at < real.length;
}

/** Times both classes in random order. The keys are made before, alike in memory, so that only what they say differs. */
function timed(refused: (key: string) => boolean): number {
  const classes = Array.from({ length: tries }, () => randomInt(2));
  const made = classes.map((which) => (which === 0 ? nearly() : unlike()));
  const all = Buffer.from(made.join(""));
  const times: [number[], number[]] = [[], []];
  for (const [at, which] of classes.entries()) {
    const key = all.toString("latin1", at * real.length, (at + 1) * real.length);
    const started = process.hrtime.bigint();
    const right = refused(key);
    const took = Number(process.hrtime.bigint() - started);
    if (!right) throw new Error("a wrong key was taken");
    if (at > tries / 10) times[which]!.push(took);
  }
  return welchT(...times);
}

const control = timed(refuseByCharacter);
const t = timed(refuse);
process.stdout.write(`keys     t = ${t.toFixed(2)} over ${tries} tries, limit ${LIMIT}\n`);
process.stdout.write(`control  t = ${control.toFixed(2)}, told apart from ${LIMIT}\n`);
if (Math.abs(control) < LIMIT) process.stderr.write("the control was not told apart: too noisy to say anything\n");
process.exit(Math.abs(t) < LIMIT && Math.abs(control) >= LIMIT ? 0 : 1);
