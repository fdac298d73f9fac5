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
import type { Letter, Link, OutboxRow, Vault } from "../engine/ports.ts";

/** A message in words. `origin` is where people reach our pages. */
export function writeLetter(row: OutboxRow, vault: Vault, origin: string): Letter {
  const { merchant, id, locale, template, facts } = row;
  const about = facts as { readonly kind?: Link["kind"]; readonly id?: string };
  const token = about.kind && about.id ? vault.link({ merchant, kind: about.kind, id: about.id }) : "";
  const page = (path: string) => `${origin}${path}?lang=${locale}`;
  const links: LetterLinks = {
    confirm: `${page("/status/confirm")}&token=${token}`,
    unsubscribe: `${page("/status/unsubscribe")}&token=${token}`,
    more: page(morePath(row, token)),
  };
  const words = wordsOf(row, links, vault, origin);
  const ends = template === "adjustment" ? { unsubscribe: links.unsubscribe } : {};
  return { merchant, id, to: vault.open(row.to), locale, template, ...words, ...ends };
}

function morePath({ template, facts }: OutboxRow, token: string): string {
  if (template === "case") return `/support/case/${token}`;
  return template === "back" ? "/checkout" : `/status/${(facts as Partial<AdjustmentFacts>).announcement?.id}`;
}

function wordsOf({ template, facts, locale }: OutboxRow, links: LetterLinks, vault: Vault, origin: string) {
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
    case "voucher": {
      const given = facts as VoucherFacts;
      return voucherLetter({ ...given, code: vault.open(given.code) }, links, locale);
    }
  }
}
