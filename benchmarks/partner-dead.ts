import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openClients, postOf } from "./http-clients.ts";
import { ask, QUESTION, QUOTES, warmUp } from "./load.ts";
import { type Figure, figure, ratesInTurn } from "./measure.ts";
import { type Program, startProgram } from "./processes.ts";

const CLIENTS = 32;
const ROUNDS = 7;
/** Of one round: long enough that one pause of a process is not a hundredth of its answers. */
const MS = 4_000;
const SECRET = "benchmark";
const TOLD_MS = 60_000;

/**
 * The demo's quote over HTTP where one of the partners never answers, against the same server where it does: p99, in turn, so
 * that both meet the same machine.
 */
export async function partnerDead(): Promise<Figure[]> {
  const healthy = await startPair();
  const dead = await startPair();
  try {
    await fetch(`${dead.partner.url}/faults`, { method: "POST", body: JSON.stringify({ timeout: true }) });
    await toldOf(dead.fenqi);
    const asked = { healthy: await askerOf(healthy.fenqi), dead: await askerOf(dead.fenqi) };
    const rates = await ratesInTurn(
      { healthy: asked.healthy.ask, dead: asked.dead.ask },
      { sideBySide: CLIENTS, ms: MS, rounds: ROUNDS },
    );
    await toldOf(dead.fenqi);
    asked.healthy.close();
    asked.dead.close();
    return [
      figure({
        name: "partner_dead_quote_p99",
        value: rates.dead.p99,
        unit: "ms",
        floor: rates.healthy.p99,
        goal: 1.2,
        good: "below",
      }),
    ];
  } finally {
    await Promise.all([healthy.stop(), dead.stop()]);
  }
}

/** A server on a database of its own, connected to a sandbox partner of its own. */
async function startPair() {
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
  return {
    partner,
    fenqi,
    async stop() {
      await Promise.all([fenqi.stop(), partner.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks a warm server the one question, as many times at once as there are clients. */
async function askerOf(fenqi: Program) {
  await warmUp(fenqi, QUOTES);
  const clients = await openClients(fenqi.url, CLIENTS);
  const request = postOf(QUOTES, "pk_test_demo", QUESTION);
  const askOnce = async () => {
    const { status, body } = await clients.ask(request);
    if (status !== 200) throw new Error(`the quote answered ${status}: ${body}`);
  };
  return { ask: askOnce, close: clients.close };
}

/** Waits until quotes say that the partner cannot be reached. */
async function toldOf(fenqi: Program): Promise<void> {
  const giveUp = performance.now() + TOLD_MS;
  for (;;) {
    const { missing } = (await (await ask(fenqi)).json()) as { readonly missing: readonly Missing[] };
    const told = missing.some(
      ({ partner, causes }) =>
        partner.id === "qinghe" && causes.some(({ explanation }) => explanation.id === "off.incident"),
    );
    if (told) return;
    if (performance.now() > giveUp) throw new Error("quotes did not tell of the dead partner");
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

interface Missing {
  readonly partner: { readonly id: string };
  readonly causes: readonly { readonly explanation: { readonly id: string } }[];
}
