import type { api } from "../../api.ts";

export type Traced = Awaited<ReturnType<typeof api.traceQuote>>;
export type OfferTrace = Traced["trace"][number];
export type Check = OfferTrace["checks"][number];
export type Moment = Traced["moments"][number];

/** Columns of the trace, in their fixed order. */
export const GROUPS = [
  "place",
  "validity",
  "amount",
  "goods",
  "shopper",
  "owed",
  "quota",
  "adjustment",
  "health",
  "cap",
] as const;
export type Group = (typeof GROUPS)[number];

/** `none`: the offer asks for nothing of the kind. */
export interface GroupVerdict {
  readonly state: "holds" | "fails" | "none";
  /** Code of the first cause, where one fails. */
  readonly code?: string;
}

const BY_CHECK: { readonly [check: string]: Group } = {
  amount: "amount",
  share: "goods",
  categories: "goods",
  tags: "goods",
  excludes_lines: "goods",
  windows: "validity",
  outstanding: "owed",
  active_plans: "owed",
  lender: "shopper",
  cap: "cap",
};

const BY_CODE: { readonly [code: string]: Group } = {
  quota_used_up: "quota",
  partner_unavailable: "health",
};

interface Wanted {
  readonly kind?: string;
  readonly valid?: unknown;
  readonly quota?: unknown;
}

/** The column of a failing or holding check. One check of the offer itself speaks for validity, quota and health. */
export function groupOf({ check, wanted, personal, causes }: Check): Group {
  if (check.startsWith("shopper.")) return "shopper";
  if (check === "rule") return personal ? "shopper" : "goods";
  if (check === "offer") return BY_CODE[causes[0]?.code ?? ""] ?? "validity";
  if (check === "adjustment") {
    if (causes[0]?.category === "incident") return "health";
    const kind = (wanted as Wanted).kind ?? "";
    return kind === "withdraw" || kind === "introduce" ? "validity" : "adjustment";
  }
  return BY_CHECK[check] ?? "adjustment";
}

/** Every column's verdict for one offer. What was never asked is `none`; place and validity are always asked. */
export function verdicts({ checks }: OfferTrace): { readonly [G in Group]: GroupVerdict } {
  const found = Object.fromEntries(GROUPS.map((group) => [group, { state: "none" } as GroupVerdict])) as {
    [G in Group]: GroupVerdict;
  };
  found.place = { state: "holds" };
  found.validity = { state: "holds" };
  found.health = { state: "holds" };
  for (const check of checks) {
    const group = groupOf(check);
    if (!check.holds) {
      if (found[group].state !== "fails") found[group] = { state: "fails", code: check.causes[0]?.code ?? "" };
    } else if (found[group].state === "none") found[group] = { state: "holds" };
    if (check.check === "offer" && (check.wanted as Wanted).quota && found.quota.state === "none") {
      found.quota = { state: "holds" };
    }
  }
  return found;
}

/** Missing ways of one partner that fail for the same reasons stand together. */
export function failingTogether(trace: readonly OfferTrace[], partnerOf: (offer: string) => string) {
  const groups = new Map<string, OfferTrace[]>();
  for (const offer of trace) {
    if (offer.available) continue;
    const key = JSON.stringify([
      partnerOf(offer.offer),
      offer.checks.filter(({ holds }) => !holds).map(({ check, adjustment, wanted }) => [check, adjustment, wanted]),
    ]);
    groups.set(key, [...(groups.get(key) ?? []), offer]);
  }
  return [...groups.values()];
}
