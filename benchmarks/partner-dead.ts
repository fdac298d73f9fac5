import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ask, load, QUOTES } from "./load.ts";
import { type Figure, figure, median } from "./measure.ts";
import { type Program, startProgram } from "./processes.ts";

const ROUNDS = 3;
const SECONDS = 3;
const SECRET = "benchmark";
const TOLD_MS = 60_000;

/**
 * The demo's quote over HTTP while one of its partners never answers, against the same server while it answers: p99,
 * interleaved, median of three. The partner is dead when quotes say so, and mended when they have its ways again.
 */
export async function partnerDead(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-bench-"));
  const partner = await startProgram("programs/sandbox-partner.ts", { SANDBOX_PORT: "0", SANDBOX_SECRET: SECRET });
  const connected = [{ merchant: "hetian", partner: "qinghe", adapter: "sandbox", url: partner.url, secret: SECRET }];
  await fetch(`${partner.url}/partners/qinghe/terms`, { method: "PUT", body: "[]" });
  const fenqi = await startProgram("programs/fenqi.ts", {
    FENQI_DEMO: "1",
    FENQI_DATA: folder,
    FENQI_PARTNERS: JSON.stringify(connected),
    PORT: "0",
  });
  try {
    const healthy: number[] = [];
    const dead: number[] = [];
    await load(fenqi, QUOTES, 1);
    for (let round = 0; round < ROUNDS; round += 1) {
      await until(fenqi, false);
      healthy.push((await load(fenqi, QUOTES, SECONDS)).p99);
      await fetch(`${partner.url}/faults`, { method: "POST", body: JSON.stringify({ timeout: true }) });
      await until(fenqi, true);
      dead.push((await load(fenqi, QUOTES, SECONDS)).p99);
      await fetch(`${partner.url}/faults`, { method: "DELETE" });
    }
    return [
      figure({
        name: "partner_dead_quote_p99",
        value: median(dead),
        unit: "ms",
        floor: median(healthy),
        goal: 1.2,
        good: "below",
      }),
    ];
  } finally {
    await Promise.all([fenqi.stop(), partner.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits until quotes say that the partner cannot be reached, or until none does. */
async function until(fenqi: Program, told: boolean): Promise<void> {
  const giveUp = performance.now() + TOLD_MS;
  for (;;) {
    const { missing } = (await (await ask(fenqi)).json()) as { readonly missing: readonly Missing[] };
    const ways = missing.filter(
      ({ partner, causes }) =>
        partner.id === "qinghe" && causes.some(({ explanation }) => explanation.id === "off.incident"),
    );
    if (ways.length > 0 === told) return;
    if (performance.now() > giveUp)
      throw new Error(`quotes did not ${told ? "tell of" : "recover from"} the dead partner`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

interface Missing {
  readonly partner: { readonly id: string };
  readonly causes: readonly { readonly explanation: { readonly id: string } }[];
}
