import { formatInstant } from "@fenqi/core/calendar";
import { confirmsItself, isAddress } from "./addresses.ts";
import type { CaseDeps } from "./case-deps.ts";
import { auditedFacts, entry } from "./change-case.ts";
import { type ChangeCommand, changeOnce } from "./change-once.ts";
import { explainCode } from "./explain-code.ts";
import type { CaseQuote, CaseRow, ChannelName, OnceOutcome, WholeCase } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import { dueAt } from "./support-policy.ts";
import { tellShopper } from "./tell-shopper.ts";

export interface OpenCase extends ChangeCommand<OpenedCase> {
  readonly locale: "zh-CN" | "en";
  readonly text: string;
  /** The code of the quote that the shopper saw. */
  readonly quoteCode?: string;
  /** The way that they miss, of that quote. */
  readonly offer?: string;
  /** A person is to look at a store rule that keeps this way out. */
  readonly review: boolean;
  readonly reply?: { readonly channel: ChannelName; readonly address: string };
  /** The store itself asks, with its secret key. */
  readonly trusted: boolean;
}

export interface OpenedCase {
  readonly whole: WholeCase;
  /** The token of the case's own page. */
  readonly token: string;
}

/** Receipts that one address may set off in a day; the cases themselves are all kept. */
const RECEIPTS_A_DAY = 5;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Opens a case with the shopper's first message. What it answers depends on nothing private: who opens a case with
 * somebody's code learns nothing about them.
 */
export async function openCase(deps: CaseDeps, command: OpenCase): Promise<OnceOutcome<Result<OpenedCase>>> {
  const { reply, once, by, locale, review, trusted } = command;
  const { merchant } = once;
  const about = await whatItIsAbout(deps, merchant, command);
  const usable = about.ok ? checkReply(reply, trusted) : about;
  const nowMs = deps.now();
  const at = formatInstant(nowMs);
  const mark = reply && deps.vault.mark(merchant, reply.channel, reply.address);
  const dayAgo = formatInstant(nowMs - DAY_MS);
  const receipt = mark !== undefined && (await deps.cases.openedBy(merchant, mark, dayAgo)) < RECEIPTS_A_DAY;

  return changeOnce(deps, command, async (change): Promise<Result<OpenedCase>> => {
    if (!about.ok) return about;
    if (!usable.ok) return usable;
    const id = deps.ids.case(nowMs);
    const queue = review ? "review" : about.value.quote ? "availability" : "general";
    const row: CaseRow = {
      id,
      queue,
      state: "open",
      locale,
      ...about.value,
      assignee: null,
      recipient:
        reply && mark !== undefined
          ? { channel: reply.channel, to: deps.vault.seal(reply.address.trim()), mark }
          : null,
      createdAt: at,
      dueAt: dueAt(deps.support, queue, nowMs),
      firstAnsweredAt: null,
      closedAt: null,
      review: review ? { state: "asked", by: null, at: null } : null,
    };
    await change.saveCase(row);
    await change.appendCaseEntry(id, entry("shopper", "shopper", at, {}, deps.vault.seal(command.text)));
    if (review) await change.appendCaseEntry(id, entry("review_asked", "shopper", at, { offer: row.offer }));
    await change.audit({ stream: "cases", action: "case.open", subject: id, after: auditedFacts(row), by, at });
    if (receipt) await tellShopper(change, row, "opened", at);
    const whole = (await change.readCase(id))!;
    return done({ whole, token: deps.vault.link({ merchant, kind: "case", id }) });
  });
}

type About = Pick<CaseRow, "offer" | "adjustment"> & { readonly quote: CaseQuote | null };

/** The quote, the way and the adjustment that a case is about, from public facts alone. */
async function whatItIsAbout(deps: CaseDeps, merchant: string, command: OpenCase): Promise<Result<About>> {
  const { quoteCode, offer = null, locale, review } = command;
  if (quoteCode === undefined) {
    if (offer !== null || review) return refuse({ code: "quote_needed" });
    return done({ quote: null, offer, adjustment: null });
  }
  const explained = await explainCode(deps, merchant, quoteCode, locale);
  if (!explained.ok) return explained.error.code === "not_found" ? refuse({ code: "unknown_quote_code" }) : explained;
  const { answer, quote } = explained.value;
  if (offer === null) return review ? refuse({ code: "quote_needed" }) : done({ quote, offer, adjustment: null });
  const way = [...answer.missing, ...answer.options].find((each) => each.offer === offer);
  if (!way) return refuse({ code: "unknown_offer", offer });
  return done({ quote, offer, adjustment: ("adjustment" in way && way.adjustment) || null });
}

function checkReply(reply: OpenCase["reply"], trusted: boolean): Result<undefined> {
  if (!reply) return done(undefined);
  const { channel, address } = reply;
  if (!isAddress(channel, address)) return refuse({ code: "address_unusable", channel });
  return confirmsItself(channel) || trusted ? done(undefined) : refuse({ code: "channel_of_the_store", channel });
}
