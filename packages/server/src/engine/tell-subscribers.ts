import { formatInstant } from "@fenqi/core/calendar";
import type { Announcement } from "./announcements.ts";
import { announcements } from "./announcements.ts";
import { componentId } from "./components.ts";
import type { LiveCatalogues } from "./live-catalogues.ts";
import type { ChangeStore, Clock, PeopleStore, UntoldStep } from "./ports.ts";
import type { ToldRecord } from "./told.ts";

export interface TellDeps {
  readonly people: PeopleStore;
  readonly changes: ChangeStore;
  readonly live: LiveCatalogues;
  readonly told: ToldRecord;
  readonly now: Clock;
}

/** Steps that are told at a time. */
const BATCH = 50;

/**
 * Turns steps of adjustments into one message per subscriber. A step is taken in the transaction that keeps its
 * messages, so that it is told once however many workers there are.
 */
export async function tellSubscribers(deps: TellDeps): Promise<void> {
  for (const step of await deps.people.untold(BATCH)) await tellStep(deps, step);
}

async function tellStep({ changes, live, told, now }: TellDeps, untold: UntoldStep): Promise<void> {
  const { merchant, adjustment } = untold;
  await live.load(merchant);
  told.forget(merchant);
  const current = live.of(merchant);
  const record = current && announcements(current, await told.of(merchant, current.record.seq), now());
  const all = record ? [...record.in_force, ...record.upcoming, ...record.lifted] : [];
  const said = all.find(({ id }) => id === adjustment);
  const step = said && stepOf(untold, said);
  await changes.run(merchant, async (change) => {
    if (!(await change.takeUntold(untold)) || !record || !said || !step) return;
    const components = said.reach.map(({ partner, method }) => componentId({ partner: partner.id, method }));
    const subscribers = await change.subscribersOf(components);
    await change.enqueue(
      formatInstant(now()),
      ...subscribers.map(({ id, channel, to, locale }) => ({
        channel,
        to,
        locale,
        template: "adjustment" as const,
        facts: { kind: "subscription", id, merchant: record.merchant, announcement: said, step },
        dedupe_key: `${adjustment}:${step.kind}:${step.kind === "progress" ? untold.sourceId : step.at}:${id}`,
      })),
    );
  });
}

/**
 * The step of the public record that a move made; undefined for moves that the public is not told of, and where an
 * announcement that stands by itself is over and nothing more is said.
 */
function stepOf(
  { step, at }: UntoldStep,
  { kind, better, updates }: Announcement,
): Announcement["updates"][number] | undefined {
  const last = (kind: string) => updates.find((update) => update.kind === kind);
  switch (step) {
    case "progress":
    case "extend":
      return updates.find((update) => update.at === at);
    case "lift":
      return kind === "inform" && better === null ? undefined : last("lifted");
    case "start":
      return last("started");
    case "create":
    case "apply":
    case "schedule":
    case "emergency":
      // Told when it is announced, and again when it starts, where those are two times.
      return last("started") ?? last("announced");
    default:
      return undefined;
  }
}
