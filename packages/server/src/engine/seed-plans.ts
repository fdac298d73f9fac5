import { type Instant, MS_PER_DAY, parseInstant } from "@fenqi/core/calendar";
import type { PlanCommand } from "@fenqi/core/plan";
import type { QuoteRequest } from "@fenqi/core/quote";
import { type AcceptDeps, acceptPlan } from "./accept-plan.ts";
import { changePlan, momentAt } from "./change-plan.ts";
import { closePlans } from "./close-plans.ts";
import type { OnceOutcome, StoredPlan } from "./ports.ts";
import { quoteCart } from "./quote-cart.ts";
import type { Result } from "./refusals.ts";

/** A plan that a demo begins with, and what has happened to it, told in days before the start. */
export interface SeedPlan {
  readonly order: string;
  readonly daysAgo: number;
  readonly option: string;
  readonly request: QuoteRequest;
  /** Rows paid, each on its day. */
  readonly paid: number;
  readonly after?: readonly { readonly daysAgo: number; readonly command: PlanCommand }[];
  /** The goods have not gone out. */
  readonly held?: boolean;
}

/** Longer than any regime asks a shopper to read. */
const READ_MS = 20_000;
const SHIPPED_MS = 3 * 60 * 60_000;

/**
 * Makes a demo's plans by the use cases that everybody uses, at instants before the start, and works them out up to now.
 * Once per store: plans are never made anew. `stopped`: the server ends, and what is not made is left.
 */
export async function seedPlans(
  deps: AcceptDeps,
  merchant: string,
  seeds: readonly SeedPlan[],
  stopped: () => boolean,
): Promise<boolean> {
  const start = deps.now();
  if ((await deps.plans.list(merchant, { orderRef: seeds[0]!.order }, undefined, 1)).length > 0) return false;
  for (const seed of seeds) {
    if (stopped()) return false;
    await seedPlan(deps, merchant, seed, start);
  }
  await closePlans(deps, merchant, null, momentAt(deps.live, merchant, start));
  return true;
}

async function seedPlan(deps: AcceptDeps, merchant: string, seed: SeedPlan, start: number): Promise<void> {
  const made = start - seed.daysAgo * MS_PER_DAY;
  const id = await accept(deps, merchant, seed, made);
  if (seed.held) return;
  const change = async (at: number, command: PlanCommand) => {
    const once = { merchant, key: `seed ${seed.order} ${command.kind} ${at}`, requestHash: "seed" };
    const changed = await changePlan({ ...deps, now: () => at }, { once, by: "demo", id, command, answer });
    return storedOf(changed);
  };
  let { plan } = await change(made + SHIPPED_MS, { kind: "activate" });
  const instalments = plan.rows.filter(({ n, fallen_due }) => n > 0 && !fallen_due);
  for (const { due_on, principal, interest, fee } of instalments.slice(0, seed.paid)) {
    const amount = principal + interest + fee;
    ({ plan } = await change(parseInstant(`${due_on}T04:00:00.000Z`), { kind: "repay", amount }));
  }
  for (const { daysAgo, command } of seed.after ?? []) await change(start - daysAgo * MS_PER_DAY, command);
}

async function accept(deps: AcceptDeps, merchant: string, seed: SeedPlan, made: number): Promise<string> {
  const { request, option, order } = seed;
  const at = (ms: number): Instant => new Date(ms).toISOString();
  const quoted = quoteCart({ ...deps, now: () => made }, { merchant, request, at: at(made), schedules: true });
  if (!quoted.ok) throw new Error(`the demo's cart ${order} is refused: ${quoted.error.code}`);
  const { token, options } = JSON.parse(new TextDecoder().decode(quoted.value)) as {
    readonly token: string;
    readonly options: readonly { readonly id: string; readonly disclosure: { readonly id: string } }[];
  };
  const chosen = options.find(({ id }) => id === option);
  if (!chosen) throw new Error(`the demo's cart ${order} has no ${option}`);
  const confirmed = made + READ_MS;
  const accepted = await acceptPlan(
    { ...deps, now: () => confirmed },
    {
      once: { merchant, key: `seed ${order}`, requestHash: "seed" },
      by: "demo",
      quoteToken: token,
      option,
      orderRef: order,
      consent: {
        disclosure: chosen.disclosure.id,
        language: "zh-CN",
        shown_at: at(made),
        confirmed_at: at(confirmed),
      },
      answer,
    },
  );
  return storedOf(accepted).plan.id;
}

const answer = () => ({ status: 200, body: "" });

function storedOf(outcome: OnceOutcome<Result<{ readonly stored: StoredPlan }>>): StoredPlan {
  if (outcome.kind === "done" && outcome.value.ok) return outcome.value.value.stored;
  throw new Error(`a plan of the demo is refused: ${JSON.stringify(outcome)}`);
}
