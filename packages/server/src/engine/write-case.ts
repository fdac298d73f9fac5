import type { CaseDeps } from "./case-deps.ts";
import { checkSaid } from "./case-words.ts";
import { type CaseCommand, changeCase, entry, moved } from "./change-case.ts";
import type { OnceOutcome, WholeCase } from "./ports.ts";
import { done, type Result } from "./refusals.ts";
import { tellShopper } from "./tell-shopper.ts";

type Written = Promise<OnceOutcome<Result<WholeCase>>>;

/** Answers the shopper; who answers takes a case that nobody has. */
export function answerCase(deps: CaseDeps, command: CaseCommand & { readonly text: string }): Written {
  const { by, text } = command;
  return changeCase(deps, command, "answer", async ({ change, whole, at, nowMs }) => {
    const said = checkSaid(text, "/text");
    if (!said.ok) return said;
    const next = moved(deps, whole.row, "answer", nowMs);
    if (!next.ok) return next;
    const row = { ...next.value, assignee: whole.row.assignee ?? by };
    await change.saveCase(row);
    await change.appendCaseEntry(row.id, entry("agent", by, at, {}, deps.vault.seal(text)));
    await tellShopper(change, row, "answered", at);
    return done({});
  });
}

/** A note for those who work the case; the shopper never sees it. */
export function noteOnCase(deps: CaseDeps, command: CaseCommand & { readonly text: string }): Written {
  const { by, text } = command;
  return changeCase(deps, command, "note", async ({ change, whole, at }) => {
    await change.appendCaseEntry(whole.row.id, entry("note", by, at, {}, deps.vault.seal(text)));
    return done({});
  });
}

/** The shopper writes again, on the case's own page; a closed case is open again. */
export function writeAgain(deps: CaseDeps, command: CaseCommand & { readonly text: string }): Written {
  return changeCase(deps, command, "write", async ({ change, whole, at, nowMs }) => {
    const next = moved(deps, whole.row, "write", nowMs);
    if (!next.ok) return next;
    await change.saveCase(next.value);
    await change.appendCaseEntry(next.value.id, entry("shopper", "shopper", at, {}, deps.vault.seal(command.text)));
    return done({});
  });
}
