import { icon } from "@fenqi/shell";
import { moment, money } from "@fenqi/words";
import { statusWords } from "@fenqi/words/pages/status";
import { html } from "@lit-labs/ssr";
import { noticeSentence, reasonText, returnSentence, stepName, stepText } from "./announcement-words.ts";
import { insteadTitle, reachTitle } from "./reach.ts";
import type { AnnouncementShown } from "./record.ts";
import { type StatusVisit, statusFrame } from "./status-frame.ts";

/** One announcement at its permanent address: what, why, until when, the ways out, what got better, and every step. */
export function announcementPage(visit: StatusVisit, { announcement, merchant, as_of }: AnnouncementShown) {
  const { locale } = visit;
  const words = statusWords(locale);
  const place = { zone: merchant.time_zone, near: as_of };
  const at = (instant: string) => moment(instant, place.zone, locale, { near: as_of, weekday: true });
  const title = reachTitle(announcement, locale) || words.causes[announcement.cause];
  const instead = insteadTitle(announcement, locale);
  const notice = noticeSentence(announcement, locale);
  const { explanation, state, better, lifted_at, compensation: given } = announcement;
  const givenUntil = given && moment(given.valid_until, place.zone, locale, { near: as_of });
  const informs = announcement.kind === "inform";
  const good = state === "lifted";
  const sign = good ? "checkCircle" : informs ? "info" : "pause";
  const look = good ? "good" : informs ? "info" : "";
  const phase = (informs ? words.informPhases : words.phases)[state];
  const until = lifted_at ? at(lifted_at) : returnSentence(announcement, place, locale);
  const row = (name: string, value: unknown) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const main = html`<div class="${`verdict ${look}`}"><div class="wide"><p class="${`tag ${look}`}">${icon(sign, 18)}${phase}<span class="tag-cause">${words.causes[announcement.cause]}</span></p><h1>${title}</h1><p class="lead" data-explanation="${explanation.id}@${explanation.version}">${reasonText(announcement, locale)}</p></div></div>
<div class="wide announcement"><dl class="card facts">${row(words.began, at(announcement.starts_at))}${until ? row(informs ? words.lasts : words.back, until) : ""}${instead ? row(words.waysOut, instead) : ""}${notice ? row(words.notice, notice) : ""}${given ? row(words.compensation, words.compensated(money(given.amount, given.currency, locale), given.audience, givenUntil!)) : ""}</dl>
${better ? html`<div class="notice">${icon("checkCircle")}<div><h2>${words.better}</h2><p>${better[locale]}</p></div></div>` : ""}
${informs ? "" : html`<p class="quiet">${words.existing}</p>`}
<section aria-labelledby="updates"><h2 id="updates">${words.updates}</h2><ol class="card updates">${announcement.updates
    .filter((step) => step.at <= as_of)
    .map(
      (step) =>
        html`<li class="${step.kind === "lifted" ? "update good" : "update"}"><time datetime="${step.at}">${moment(step.at, place.zone, locale, { near: as_of })}</time><span class="dot" aria-hidden="true"></span><div><h3>${stepName(announcement, step, locale)}</h3><p>${stepText(announcement, step, place, locale)}</p></div></li>`,
    )}</ol></section>
<p class="note">${words.explanation(explanation.id, explanation.version)}</p>
<p><a href="/status">${words.allStatus}</a></p></div>`;
  return statusFrame(visit, merchant, { title: `${title} · ${merchant.name[locale]}`, main, current: false });
}
