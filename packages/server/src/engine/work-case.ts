import type { CaseDeps } from "./case-deps.ts";
import { checkSaid } from "./case-words.ts";
import { type CaseCommand, changeCase, entry, moved } from "./change-case.ts";
import type { CaseQueue, OnceOutcome, WholeCase } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import { dueAt } from "./support-policy.ts";
import { tellShopper } from "./tell-shopper.ts";

type Worked = Promise<OnceOutcome<Result<WholeCase>>>;

export interface AssignCase extends CaseCommand {
  /** Null gives it back to the queue; undefined leaves it with whom it is. */
  readonly assignee?: string | null;
  readonly queue?: CaseQueue;
}

/** Hands a case to a person, to another queue, or back. Another queue's reply time counts from now. */
export function assignCase(deps: CaseDeps, command: AssignCase): Worked {
  const { by, assignee, queue } = command;
  return changeCase(deps, command, "assign", async ({ change, whole: { row }, at, nowMs }) => {
    const to = queue ?? row.queue;
    const next = {
      ...row,
      queue: to,
      assignee: assignee === undefined ? row.assignee : assignee,
      dueAt: row.dueAt === null || to === row.queue ? row.dueAt : dueAt(deps.support, to, nowMs),
    };
    await change.saveCase(next);
    await change.appendCaseEntry(row.id, entry("assigned", by, at, { queue: to, assignee: next.assignee }));
    return done({});
  });
}

export function closeCase(deps: CaseDeps, command: CaseCommand): Worked {
  return changeCase(deps, command, "close", async ({ change, whole: { row, goodwill }, at, nowMs }) => {
    if (row.review?.state === "asked") return refuse({ code: "case_unfinished", what: "review" });
    if (goodwill.some(({ state }) => state === "waiting")) return refuse({ code: "case_unfinished", what: "goodwill" });
    const next = moved(deps, row, "close", nowMs);
    if (!next.ok) return next;
    await change.saveCase(next.value);
    await change.appendCaseEntry(row.id, entry("closed", command.by, at));
    return done({});
  });
}

export interface DecideReview extends CaseCommand {
  readonly decision: "upheld" | "overturned";
  /** Told to the shopper, word for word. */
  readonly reason: string;
}

/** A person's decision about a store rule that kept a way from this shopper, with the reason that they are told. */
export function decideReview(deps: CaseDeps, command: DecideReview): Worked {
  const { by, decision, reason } = command;
  return changeCase(deps, command, `review_${decision}`, async ({ change, whole: { row }, at, nowMs }) => {
    if (row.review === null) return refuse({ code: "nothing_to_decide" });
    if (row.review.state !== "asked") return refuse({ code: "move_not_allowed", state: row.review.state });
    const said = checkSaid(reason, "/reason");
    if (!said.ok) return said;
    const next = moved(deps, row, "answer", nowMs);
    if (!next.ok) return next;
    const decided = { ...next.value, review: { state: decision, by, at }, assignee: row.assignee ?? by };
    await change.saveCase(decided);
    await change.appendCaseEntry(row.id, entry(`review_${decision}`, by, at, {}, deps.vault.seal(reason)));
    await tellShopper(change, decided, "decided", at);
    return done({ decision });
  });
}
