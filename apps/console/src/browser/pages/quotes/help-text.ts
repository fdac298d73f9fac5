import { wordsOf, written } from "../../locale.ts";
import { checksWords } from "../../words/checks.ts";
import { quotesWords } from "../../words/quotes.ts";
import type { Check, OfferTrace, Traced } from "./checks.ts";

const words = wordsOf(checksWords);
const { smallest } = wordsOf(quotesWords);

/** The smallest change that would make a missing way an option: what the answer says, else what the checks themselves show. */
export function helpText(traced: Traced, offer: OfferTrace, zone: string): string | undefined {
  const missing = traced.answer.missing.find((way) => way.offer === offer.offer);
  if (!missing) return undefined;
  const { currency, total } = traced.answer;
  const told = missing.would_help.map((help) => helpWords(help, currency, zone));
  const found = told.length > 0 ? told : offer.checks.flatMap((check) => checkHelp(check, currency, total));
  const { back } = missing;
  if (back.kind === "at") found.push(words.help.back(written.moment(back.at, zone)));
  if (back.kind === "update_by") found.push(words.help.update(written.moment(back.by, zone)));
  return found.length === 0 ? undefined : `${smallest} ${found.join(words.comma)}`;
}

type Help = Traced["answer"]["missing"][number]["would_help"][number];

function helpWords(help: Help, currency: string, zone: string): string {
  const money = (minor: number) => written.money(minor, currency);
  switch (help.change) {
    case "increase_total":
    case "reduce_total":
      return words.help[help.change](money(help.by), money(help.to));
    case "remove_line":
      return words.help.remove_line(words.lines[help.line] ?? help.line);
    case "remove_category":
      return words.help.remove_category(help.category);
    case "wait_until":
      return words.help.wait_until(written.moment(help.at, zone));
    default:
      return words.help.verify_identity;
  }
}

/** What is not the shopper's to change, but the store's or a matter of time: a share that rises, a balance that falls. */
function checkHelp(check: Check, currency: string, total: number): string[] {
  if (check.holds) return [];
  const found = check.found as { readonly place_ppm?: number | null; readonly outstanding?: number | null } | null;
  if (check.check === "adjustment" && found?.place_ppm != null) {
    return [words.help.ramp(written.share((found.place_ppm + 1) / 1_000_000, 0))];
  }
  if (check.check === "outstanding" && found?.outstanding != null) {
    const over = found.outstanding + total - (check.wanted as { readonly max: number }).max;
    return over > 0 ? [words.help.owed(written.money(over, currency))] : [];
  }
  return [];
}
