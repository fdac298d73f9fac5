import type { Catalogue } from "@fenqi/core/catalogue";
import type { PartnerConfig } from "../adapters/partners/connect.ts";
import { ids } from "../adapters/token/ids.ts";
import { seedCases } from "../engine/seed-cases.ts";
import { seedCompensation } from "../engine/seed-compensation.ts";
import { seedPlans } from "../engine/seed-plans.ts";
import { seedSettlement } from "../engine/seed-settlement.ts";
import type { SupportPolicy } from "../engine/support-policy.ts";

/** How the demo store helps. */
export const demoSupport = async (): Promise<SupportPolicy> => (await import("../../demo/cases.ts")).DEMO_SUPPORT;

/** What the demo's store gives to those who missed a way. */
export async function startDemoCompensation(
  deps: Parameters<typeof seedCompensation>[0],
  merchant: string,
): Promise<void> {
  const { DEMO_COMPENSATION } = await import("../../demo/seed.ts");
  await seedCompensation(deps, merchant, DEMO_COMPENSATION);
}

/** Opens the demo's cases for the one merchant that it has. */
export async function startDemoCases(deps: Parameters<typeof seedCases>[0]): Promise<void> {
  const { DEMO_CASES } = await import("../../demo/cases.ts");
  for (const merchant of deps.live.merchants()) await seedCases(deps, merchant, DEMO_CASES);
}

/**
 * Makes the demo's plans and a settlement file behind the start, which does not wait for them. Returns how to stop: what is
 * being made is made.
 */
export function startDemoPlans(
  deps: Parameters<typeof seedPlans>[0] & Parameters<typeof seedSettlement>[0],
  merchant: string,
  failed: (error: unknown) => void,
): () => Promise<void> {
  let stopped = false;
  const make = async () => {
    const { DEMO_PLANS, DEMO_SETTLEMENT } = await import("../../demo/plans.ts");
    if (!(await seedPlans(deps, merchant, DEMO_PLANS, () => stopped))) return;
    await seedSettlement(deps, merchant, DEMO_SETTLEMENT.partner, DEMO_SETTLEMENT.by);
  };
  const made = make().catch(failed);
  return () => {
    stopped = true;
    return made;
  };
}

export interface Played {
  readonly partners: readonly PartnerConfig[];
  /** The server listens: partners can tell it what happens. */
  readonly listening: (url: string) => void;
  readonly close: () => Promise<void>;
}

/** Plays the demo's partners in this process, at the port or, where that is taken, at any free one. */
export async function playPartners(seed: Catalogue, port: number): Promise<Played> {
  const [{ startSandboxPartner }, { demoPartnerTerms }] = await Promise.all([
    import("@fenqi/sandbox-partner"),
    import("../../demo/partner-terms.ts"),
  ]);
  const secret = ids.secret();
  const terms = demoPartnerTerms(seed);
  const start = (at: number) => startSandboxPartner({ port: at, secret, terms });
  const { url, faults, tellTo, close } = await start(port).catch(() => start(0));
  // Whoever takes cards asks the shopper on a page of its own.
  faults.set("card", "card", { redirect: true });
  const listening = (at: string) => tellTo(`${at}/v1/partners/{partner}/callbacks`);
  const merchant = seed.merchant.id;
  const partners = Object.keys(terms).map((partner) => ({
    merchant,
    partner,
    adapter: "sandbox" as const,
    url,
    secret,
  }));
  return { partners, listening, close };
}
