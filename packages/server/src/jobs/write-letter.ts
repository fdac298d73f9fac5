import {
  type AdjustmentFacts,
  adjustmentLetter,
  type BackFacts,
  backLetter,
  type CaseFacts,
  type ConfirmFacts,
  caseLetter,
  confirmLetter,
  type InvitationFacts,
  invitationLetter,
  type LetterLinks,
  type VoucherFacts,
  voucherLetter,
} from "@fenqi/words/letters";
import { type PlanNoticeFacts, planLetter } from "@fenqi/words/plan-letters";
import type { Letter, Link, OutboxRow, PlanLinks, Vault } from "../engine/ports.ts";

/** What a letter is written with. `origin` is where people reach our pages. */
export interface LetterDeps {
  readonly vault: Vault;
  readonly planLinks: PlanLinks;
  readonly origin: string;
  readonly now: () => number;
}

/** A mailed link to My plans is good for so long: until the next letter comes. */
const PLAN_LINK_MS = 45 * 24 * 60 * 60 * 1000;

/** A message in words. */
export function writeLetter(row: OutboxRow, deps: LetterDeps): Letter {
  const { vault, origin } = deps;
  const { merchant, id, locale, template, facts } = row;
  const about = facts as { readonly kind?: Link["kind"]; readonly id?: string };
  const token = about.kind && about.id ? vault.link({ merchant, kind: about.kind, id: about.id }) : "";
  const page = (path: string) => `${origin}${path}?lang=${locale}`;
  const links: LetterLinks = {
    confirm: `${page("/status/confirm")}&token=${token}`,
    unsubscribe: `${page("/status/unsubscribe")}&token=${token}`,
    more: page(morePath(row, token)),
  };
  const words = wordsOf(row, links, deps);
  const ends = template === "adjustment" ? { unsubscribe: links.unsubscribe } : {};
  return { merchant, id, to: vault.open(row.to), locale, template, ...words, ...ends };
}

function morePath({ template, facts }: OutboxRow, token: string): string {
  if (template === "case") return `/support/case/${token}`;
  return template === "back" ? "/checkout" : `/status/${(facts as Partial<AdjustmentFacts>).announcement?.id}`;
}

function wordsOf({ merchant, template, facts, locale }: OutboxRow, links: LetterLinks, deps: LetterDeps) {
  const { vault, origin, planLinks, now } = deps;
  switch (template) {
    case "confirm":
      return confirmLetter(facts as ConfirmFacts, links, locale);
    case "adjustment":
      return adjustmentLetter(facts as AdjustmentFacts, links, locale);
    case "back":
      return backLetter(facts as BackFacts, links, locale);
    case "case":
      return caseLetter(facts as CaseFacts, links, locale);
    case "invitation": {
      const invited = facts as InvitationFacts & { readonly token: string };
      return invitationLetter(invited, `${origin}/console/join#${vault.open(invited.token)}`, locale);
    }
    case "plan": {
      const said = facts as PlanNoticeFacts;
      const token = planLinks.seal({ merchant, orders: [said.order], until: now() + PLAN_LINK_MS });
      const plans = `${origin}/plans?lang=${locale}&token=${token}`;
      return planLetter(said, { plans, help: `${origin}/support?lang=${locale}` }, locale);
    }
    case "voucher": {
      const given = facts as VoucherFacts;
      return voucherLetter({ ...given, code: vault.open(given.code) }, links, locale);
    }
  }
}
