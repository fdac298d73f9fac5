import type { Catalogue } from "@fenqi/core/catalogue";
import type { PartnerConfig } from "../adapters/partners/connect.ts";
import { ids } from "../adapters/token/ids.ts";
import { seedCases } from "../engine/seed-cases.ts";
import { seedCompensation } from "../engine/seed-compensation.ts";
import { type HistoryDeps, seedHistory } from "../engine/seed-history.ts";
import { seedPlans } from "../engine/seed-plans.ts";
import { seedSettlement } from "../engine/seed-settlement.ts";
import type { SupportPolicy } from "../engine/support-policy.ts";

/** How the demo store helps. */
export const demoSupport = async (): Promise<SupportPolicy> => (await import("../../demo/cases.ts")).DEMO_SUPPORT;

export interface DemoStory {
  /** Resolves when its cases and what the store gives to those who missed a way stand. Never rejects. */
  readonly begun: Promise<void>;
  /** What is being made is made; nothing more is begun. */
  stop(): Promise<void>;
}

type StoryDeps = Parameters<typeof seedCases>[0] &
  Parameters<typeof seedCompensation>[0] &
  Parameters<typeof seedPlans>[0] &
  Parameters<typeof seedSettlement>[0] &
  HistoryDeps;

/** What of its story a demo tells. */
export interface StoryParts {
  /** Its plans and a settlement file; they take its partners. */
  readonly plans: boolean;
  /** The days before its start: shoppers who looked, partners who were asked. */
  readonly history: boolean;
}

/**
 * Makes the demo's cases and what its store gives back, then its plans, a settlement file and its history, behind the start,
 * which does not wait for them.
 */
export function tellDemoStory(
  deps: StoryDeps,
  merchant: string,
  { plans, history }: StoryParts,
  failed: (error: unknown) => void,
): DemoStory {
  let stopped = false;
  const begin = async () => {
    const [{ DEMO_CASES }, { DEMO_COMPENSATION }] = await Promise.all([
      import("../../demo/cases.ts"),
      import("../../demo/seed.ts"),
    ]);
    await seedCases(deps, merchant, DEMO_CASES);
    await seedCompensation(deps, merchant, DEMO_COMPENSATION);
  };
  const isStopped = () => stopped;
  const makePlans = async () => {
    if (!plans || stopped) return;
    const { DEMO_PLANS, DEMO_SETTLEMENT } = await import("../../demo/plans.ts");
    if (!(await seedPlans(deps, merchant, DEMO_PLANS, isStopped))) return;
    await seedSettlement(deps, merchant, DEMO_SETTLEMENT.partner, DEMO_SETTLEMENT.by);
  };
  const makeHistory = async () => {
    const catalogue = deps.live.of(merchant)?.record.catalogue;
    if (!history || stopped || !catalogue) return;
    const [{ demoHistory, DEMO_LATEST }, { demoPartnerTerms }] = await Promise.all([
      import("../../demo/history.ts"),
      import("../../demo/partner-terms.ts"),
    ]);
    await seedHistory(deps, merchant, demoHistory(demoPartnerTerms(catalogue)), isStopped);
    if (plans) await seedPlans(deps, merchant, DEMO_LATEST, isStopped);
  };
  const begun = begin().catch(failed);
  const told = begun.then(makePlans).then(makeHistory).catch(failed);
  return {
    begun,
    stop: () => {
      stopped = true;
      return told;
    },
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
