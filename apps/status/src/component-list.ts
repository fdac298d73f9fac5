import { icon, type Locale } from "@fenqi/shell";
import { countTitle, list, moment } from "@fenqi/words";
import { statusWords } from "@fenqi/words/pages/status";
import { html } from "@lit-labs/ssr";
import { type DayState, dayNumbers, daysBefore, pausedDays, RECORDED_DAYS } from "./days.ts";
import { localDate } from "./lists.ts";
import { componentTitle, isPause, reaches } from "./reach.ts";
import type { Announcements, Component, Service } from "./record.ts";

/**
 * Each partner's method, how it is, and how its last days were, as the record has them. The services around them say how they
 * are now: of their days nothing is recorded.
 */
export function componentList(record: Announcements, locale: Locale) {
  const words = statusWords(locale);
  const zone = record.merchant.time_zone;
  const services = (id: Service["id"]) =>
    record.services.filter((each) => each.id === id).map((each) => serviceRow(each, record, locale));
  return html`<section aria-labelledby="components"><div class="components-head"><h2 id="components">${words.components(RECORDED_DAYS)}</h2><p class="legend"><span class="key normal"></span>${words.legend.normal}<span class="key planned"></span>${words.legend.planned}<span class="key fault"></span>${words.legend.fault}</p></div>
<ul class="card components">${services("checkout_quotes")}${record.components.map((component) => row(component, record, locale))}${services("payments_and_refunds")}</ul>
<p class="ends"><span>${localDate(daysBefore(record.as_of, RECORDED_DAYS - 1), zone, locale)}</span><span>${words.today(localDate(record.as_of, zone, locale))}</span></p></section>`;
}

function row(component: Component, record: Announcements, locale: Locale) {
  const counts = component.counts.filter((count) => count > 1);
  const pauses = [...record.in_force, ...record.lifted].filter(
    (each) => isPause(each) && each.back.kind !== "none" && reaches(each, component),
  );
  const days = pausedDays(pauses, record.as_of, dayNumbers(record.merchant.time_zone));
  return html`<li class="component"><div class="component-head"><h3>${componentTitle(component, locale)}</h3>${counts.length > 0 ? html`<span class="note">${countsOf(component, counts, locale)}</span>` : ""}<span class="note component-past">${summary(days, locale)}</span>${stateTag(component, locale)}</div><div class="days" aria-hidden="true">${days.map((day) => html`<i class="${day}"></i>`)}</div></li>`;
}

function serviceRow({ id, state, since }: Service, { as_of, merchant }: Announcements, locale: Locale) {
  const words = statusWords(locale);
  const { name, what } = words.services[id]!;
  const good = state === "normal";
  const said = since && words.disturbedSince[id]!(moment(since, merchant.time_zone, locale, { near: as_of }));
  return html`<li class="component service" data-service="${id}"><div class="component-head"><h3>${name}</h3><span class="note">${what}</span><span class="${good ? "tag good component-past" : "tag component-past"}">${icon(good ? "checkCircle" : "alert", 16)}${words.serviceStates[state]}</span></div>${said ? html`<p class="note">${said}</p>` : ""}</li>`;
}

function summary(days: readonly DayState[], locale: Locale): string {
  const words = statusWords(locale);
  const planned = days.filter((day) => day === "planned").length;
  const fault = days.filter((day) => day === "fault").length;
  if (planned + fault === 0) return words.noPause;
  return [planned > 0 ? words.paused(planned) : "", fault > 0 ? words.fault(fault) : ""]
    .filter(Boolean)
    .join(words.joint);
}

/** `3、6、12 期`; `3, 6 and 12 months`. */
const countsOf = ({ method, interval, partner }: Component, counts: readonly number[], locale: Locale): string =>
  countTitle({ method, interval, count: null, partner: { name: partner.name[locale] } }, list(counts, locale), locale);

function stateTag(component: Component, locale: Locale) {
  const words = statusWords(locale);
  const { state, paused_counts, counts } = component;
  if (state === "normal") return html`<span class="tag good">${icon("checkCircle", 16)}${words.states.normal}</span>`;
  const some = state === "partly_paused" && paused_counts.length > 0 && paused_counts.length < counts.length;
  return html`<span class="tag">${icon("pause", 16)}${some ? words.countsPaused(countsOf(component, paused_counts, locale)) : words.states[state]}</span>`;
}
