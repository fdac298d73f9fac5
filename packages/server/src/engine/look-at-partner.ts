import { formatInstant } from "@fenqi/core/calendar";
import type { Catalogue } from "@fenqi/core/catalogue";
import type { Method } from "@fenqi/core/offer";
import type { PartnerStore, Partners, PartnerWatch } from "./ports.ts";
import { recordDrift } from "./record-drift.ts";
import { seePartner, type WatchDeps } from "./see-partner.ts";

export interface LookDeps extends WatchDeps {
  readonly partners: Partners;
  readonly watched: Pick<PartnerStore, "begin" | "claim" | "drifts">;
  readonly pause: (ms: number) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

/** A partner is somebody's to ask for this long. */
const CLAIM_MS = 30_000;
/** Asked in one round; the rest follow in the next. */
const ROUND = 50;
/** A first failure is confirmed at once, or not: the breaker decides within ten. */
const CONFIRM_MS = 100;
const CONFIRMATIONS = 10;

/** Asks every connected partner that is due to describe its terms, and records what that shows of its health and terms. */
export async function lookAtPartners(deps: LookDeps): Promise<void> {
  await beginWatching(deps);
  const nowMs = deps.now();
  const merchants = [...new Set(deps.partners.all().map(({ merchant }) => merchant))];
  if (merchants.length === 0) return;
  const due = await deps.watched.claim(merchants, formatInstant(nowMs), formatInstant(nowMs + CLAIM_MS), ROUND);
  await Promise.all(due.map((watch) => lookAt(deps, watch).catch(deps.failed)));
}

async function lookAt(deps: LookDeps, watch: PartnerWatch): Promise<void> {
  const { merchant, partner, method } = watch;
  const port = deps.partners.find(merchant, partner);
  if (!port) return;
  let answer = await port.describeTerms(method);
  for (
    let n = 1;
    n < CONFIRMATIONS && answer.kind !== "answered" && port.breaker(method) === "closed" && watch.state === "closed";
    n += 1
  ) {
    await deps.pause(CONFIRM_MS);
    answer = await port.describeTerms(method);
  }
  if (answer.kind === "answered") {
    await seePartner(deps, watch, "good");
    await recordDrift(deps, watch, answer.value);
    return;
  }
  const bad = watch.state !== "closed" || port.breaker(method) !== "closed";
  await seePartner(deps, watch, bad ? "bad" : "unsure");
}

/** Watches that were begun by this process; the store knows of all. */
const begun = new WeakMap<Partners, Set<string>>();

/** Watches every method that the catalogue has of a connected partner. */
async function beginWatching({ partners, live, watched, now }: LookDeps): Promise<void> {
  const known = begun.get(partners) ?? new Set<string>();
  begun.set(partners, known);
  const at = formatInstant(now());
  const fresh = partners.all().flatMap(({ merchant, partner }) =>
    methodsOf(live.of(merchant)?.record.catalogue, partner)
      .filter((method) => !known.has(`${merchant} ${partner} ${method}`))
      .map((method): PartnerWatch => newWatch(merchant, partner, method, at)),
  );
  if (fresh.length === 0) return;
  await watched.begin(fresh);
  for (const { merchant, partner, method } of fresh) known.add(`${merchant} ${partner} ${method}`);
}

const methodsOf = (catalogue: Catalogue | undefined, partner: string): readonly Method[] => [
  ...new Set(catalogue?.offers.filter((offer) => offer.partner === partner).map(({ method }) => method)),
];

const newWatch = (merchant: string, partner: string, method: Method, at: string): PartnerWatch => ({
  merchant,
  partner,
  method,
  state: "closed",
  since: at,
  successes: 0,
  openings: 0,
  incident: null,
  hold: "none",
  heldBy: null,
  lookAt: at,
});
