import type { CaseDeps } from "./case-deps.ts";
import { seeCase } from "./case-view.ts";
import { checkSaid } from "./case-words.ts";
import { type CaseCommand, changeCase, entry, moved } from "./change-case.ts";
import type { OnceOutcome, WholeCase } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import { tellShopper } from "./tell-shopper.ts";

type Written = Promise<OnceOutcome<Result<WholeCase>>>;

/** An explanation as it is said: the words of the record, in one language. */
export interface SaidExplanation {
  readonly id: string;
  readonly version: number;
  readonly text: string;
}

export interface AnswerCase extends CaseCommand {
  /** The agent's own words. */
  readonly text: string | undefined;
  readonly explanations: readonly SaidExplanation[];
}

/**
 * Answers the shopper; who answers takes a case that nobody has. Own words and explanations are entries of their own, so that
 * what is official is never mistaken. `not_verbatim` where an explanation is not among those that may be said, word for word.
 */
export async function answerCase(deps: CaseDeps, command: AnswerCase): Written {
  const { by, text, explanations, once } = command;
  const mayBeSaid = explanations.length > 0 ? await sayable(deps, once.merchant, command.case) : new Set();
  return changeCase(deps, command, "answer", async ({ change, whole, at, nowMs }) => {
    const said = checkSaid(text ?? "", "/text");
    if (!said.ok) return said;
    const foreign = explanations.findIndex((each) => !mayBeSaid.has(keyOf(each)));
    if (foreign >= 0) return refuse({ code: "not_verbatim", pointer: `/explanations/${foreign}` });
    const next = moved(deps, whole.row, "answer", nowMs);
    if (!next.ok) return next;
    const row = { ...next.value, assignee: whole.row.assignee ?? by };
    await change.saveCase(row);
    if (text !== undefined) await change.appendCaseEntry(row.id, entry("agent", by, at, {}, deps.vault.seal(text)));
    for (const { id, version, text: words } of explanations) {
      const facts = { explanation: id, version };
      await change.appendCaseEntry(row.id, entry("explanation", by, at, facts, deps.vault.seal(words)));
    }
    await tellShopper(change, row, "answered", at);
    return done({ explanations: explanations.map(({ id, version }) => `${id} ${version}`) });
  });
}

const keyOf = ({ id, version, text }: SaidExplanation): string => JSON.stringify([id, version, text]);

/** The explanations that an agent may give: as the shopper read them and as they hold now, in either language. */
async function sayable(deps: CaseDeps, merchant: string, id: string): Promise<ReadonlySet<string>> {
  const whole = await deps.cases.read(merchant, id);
  const seen = whole && (await seeCase(deps, merchant, whole.row));
  if (!seen?.ok || !seen.value) return new Set();
  const { told, now } = seen.value;
  return new Set(
    [...told, ...now.causes].flatMap(({ explanation: { id: of, version, "zh-CN": zh, en } }) =>
      [zh, en].map((text) => keyOf({ id: of, version, text })),
    ),
  );
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
