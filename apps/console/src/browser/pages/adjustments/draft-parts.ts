import { locale, wordsOf, written } from "../../locale.ts";
import { adjustmentDraftWords } from "../../words/adjustment-draft.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { backFieldsWords } from "../../words/back-fields.ts";
import { type DraftForm, scopeOf } from "./draft-form.ts";
import { type Catalogue, offerTitle } from "./reach.ts";
import { scopeText } from "./scope-text.ts";

const words = wordsOf(adjustmentDraftWords);
const names = wordsOf(adjustmentsWords);
const backs = wordsOf(backFieldsWords);

/** What a form says, part by part, in words: two of them can stand side by side. */
export function partsOf(form: DraftForm, catalogue: Catalogue): readonly (readonly [string, string])[] {
  const { back, ramp, alternatives, compensation } = form;
  const given = compensation === "voucher" ? [form.amount, form.budget, names.audiences[form.audience]] : [];
  return [
    [names.kind, names.kinds[form.kind]],
    [names.cause, names.causes[form.cause]],
    [names.scope, scopeText(scopeOf(form.scope), catalogue)],
    [words.starts, clockOf(form.startsAt)],
    [
      names.back,
      back.kind === "" ? "" : [backs.kinds[back.kind], clockOf(back.at), clockOf(back.until)].filter(Boolean).join(" "),
    ],
    ...(form.kind === "inform"
      ? ([
          [words.titleZh, form.titleZh],
          [words.titleEn, form.titleEn],
        ] as const)
      : []),
    [words.textZh, form.zh],
    [words.textEn, form.en],
    [
      names.alternatives,
      alternatives === "list"
        ? written.names(form.ways.map((id) => wayTitle(id, catalogue)))
        : alternatives === "auto"
          ? words.auto
          : "",
    ],
    [names.compensation, compensation === "none" ? words.noCompensation : given.join(" · ")],
    [names.restore, ramp.on ? `${ramp.shares} % · ${ramp.dwell}` : names.restoreAtOnce],
  ];
}

const clockOf = (local: string): string => local.replace("T", " ");

function wayTitle(id: string, catalogue: Catalogue): string {
  const offer = catalogue.offers.find((one) => one.id === id);
  return offer ? offerTitle(offer, catalogue, locale) : id;
}
