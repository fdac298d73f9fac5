import { countsTitle, fullTitle, type Locale, list, moment, money } from "@fenqi/words";
import { returnSentence } from "@fenqi/words/announcement";
import { supportWords } from "@fenqi/words/pages/support";
import { html } from "@lit-labs/ssr";
import { type StatusVisit, statusFrame } from "../status-frame.ts";
import { helpLine, type Why } from "./help-line.ts";
import { type Writing, writeForm } from "./write-form.ts";

type Answer = NonNullable<Why["answer"]>;
type MissingWay = Answer["missing"][number];

const INSTEAD = 3;

/** "Why don't I see it?": by the quote's code, the reasons that are the same for everybody, then a message to the store. */
export function whyPage(
  visit: StatusVisit,
  why: Why,
  { unknown = false, ...writing }: Writing & { unknown?: boolean },
) {
  const { locale } = visit;
  const words = supportWords(locale);
  const code = writing.form.code ?? "";
  const main = html`<div class="wide support"><h1>${words.title}</h1><p class="lead">${words.lead}</p>
<form class="card code" method="get" action="/support"><label for="code">${words.code}</label><input id="code" name="code" value="${code}" required minlength="8" maxlength="12" autocomplete="off" spellcheck="false" class="mono" aria-describedby="code-hint"><button class="button">${words.look}</button><p class="note" id="code-hint">${words.codeHint}</p></form>
${unknown ? html`<p class="refused" role="alert">${words.unknown}</p>` : ""}
${why.answer ? reasons(why.answer, writing.form.offer, why.merchant.time_zone, locale) : ""}
${writeForm(why, writing, locale)}
${helpLine(why.support, locale)}</div>`;
  return statusFrame(visit, why.merchant, {
    title: `${words.title} · ${why.merchant.name[locale]}`,
    main,
    current: false,
  });
}

function reasons(answer: Answer, asked: string | undefined, zone: string, locale: Locale) {
  const words = supportWords(locale);
  const { created_at: at, total, currency } = answer;
  // The way that is asked about comes first.
  const missing = answer.missing.toSorted((a, b) => Number(b.offer === asked) - Number(a.offer === asked));
  return html`<section aria-labelledby="reasons"><h2 id="reasons">${words.missing}</h2><p class="note">${words.seenAt(moment(at, zone, locale), money(total, currency, locale))}</p>
${missing.length === 0 ? html`<p class="card empty">${words.nothingMissing}</p>` : html`<ul class="card reasons">${missing.map((way) => reason(way, answer, zone, locale))}</ul>`}
<p class="quiet">${words.forAll}</p></section>`;
}

function reason(way: MissingWay, answer: Answer, zone: string, locale: Locale) {
  const words = supportWords(locale);
  const byId = new Map(answer.options.map((option) => [option.id, option]));
  const instead = way.alternatives.slice(0, INSTEAD).map(({ option }) => {
    const found = byId.get(option)!;
    return fullTitle(found, locale, found.badges.includes("interest_free"));
  });
  return html`<li><h3>${countsTitle(way, way.count === null ? [] : [way.count], locale)}</h3>${way.causes.map(
    ({ explanation: { id, version, text } }) => html`<p data-explanation="${id}@${version}">${text}</p>`,
  )}${way.back.kind === "none" ? "" : html`<p class="note">${returnSentence(way, { zone, near: answer.created_at }, locale)}</p>`}${
    instead.length > 0
      ? html`<p class="note">${words.instead}${locale === "en" ? ": " : "："}${list(instead, locale)}</p>`
      : ""
  }${way.adjustment ? html`<p><a href="/status/${way.adjustment}">${words.announcement}</a></p>` : ""}</li>`;
}
