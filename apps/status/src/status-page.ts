import { icon, type Locale } from "@fenqi/shell";
import { moment, zoneName } from "@fenqi/words";
import { statusWords } from "@fenqi/words/pages/status";
import { html } from "@lit-labs/ssr";
import { componentList } from "./component-list.ts";
import { changedList, missingList, newsList, restoredList } from "./lists.ts";
import { promiseList } from "./promise-list.ts";
import { isPause } from "./reach.ts";
import type { Announcements } from "./record.ts";
import { type StatusVisit, statusFrame } from "./status-frame.ts";
import { subscribe } from "./subscribe-form.ts";
import { comingUp, updateList } from "./timeline.ts";

const DAY_MS = 86_400_000;

/** The public record of what is paused, what comes and what is back. Nothing personal, no script. */
export function statusPage(visit: StatusVisit, record: Announcements) {
  const { locale } = visit;
  const words = statusWords(locale);
  const restored = restoredList(record, locale);
  const fresh = record.lifted.some((each) => isPause(each) && isFresh(each.lifted_at, record.as_of));
  const main = html`${alarm(record, locale)}${verdict(record, locale)}<div class="wide status-columns"><div class="status-main">
${newsList(record, locale)}${fresh ? restored : ""}<section aria-labelledby="missing"><h2 id="missing">${words.missing}</h2>${missingList(record, locale)}</section>
${fresh ? "" : restored}${changedList(record, locale)}${updateList(record, locale)}${componentList(record, locale)}
</div><aside class="status-aside">${comingUp(record, locale)}${subscribe(visit, record)}${promiseList(record, locale)}</aside></div>`;
  return statusFrame(visit, record.merchant, {
    title: `${words.title} · ${record.merchant.name[locale]}`,
    main,
    current: true,
  });
}

/** A return stands first for a day. */
function isFresh(lifted: string | null, asOf: string): boolean {
  return lifted !== null && Date.parse(asOf) - Date.parse(lifted) < DAY_MS;
}

/** Said above everything else: a payment may be at risk. */
function alarm({ not_recording_since: since, merchant: { time_zone: zone } }: Announcements, locale: Locale) {
  if (since === null) return "";
  return html`<div class="alarm" role="alert"><p class="wide">${icon("alert", 18)}${statusWords(locale).notRecording(moment(since, zone, locale))}</p></div>`;
}

function verdict(record: Announcements, locale: Locale) {
  const words = statusWords(locale);
  const paused = record.components.filter((component) => component.state !== "normal").length;
  const pauses = record.in_force.filter((each) => isPause(each) && each.back.kind !== "none");
  const zone = record.merchant.time_zone;
  const most = paused * 2 <= record.components.length;
  const disturbed = record.services.some(({ state }) => state !== "normal");
  const good = pauses.length === 0 && !disturbed;
  const sentence =
    pauses.length === 0
      ? disturbed
        ? words.verdictDisturbed
        : words.verdictNormal
      : most
        ? words.verdictPaused(pauses.length)
        : words.verdictMostPaused(pauses.length);
  const tag = good
    ? html`<p class="tag good">${icon("checkCircle", 18)}${words.normal}</p>`
    : pauses.length === 0
      ? html`<p class="tag">${icon("alert", 18)}${words.disturbed}</p>`
      : html`<p class="tag">${icon("pause", 18)}${words.partly}</p>`;
  const existing = pauses.length > 0 && goesOn(record) ? `${words.existing}${words.stop}` : "";
  return html`<div class="${good ? "verdict good" : "verdict"}"><div class="wide">${tag}<h1>${sentence}</h1><p class="lead">${existing}${words.updated(moment(record.as_of, zone, locale), zoneName(zone, locale))}</p></div></div>`;
}

/** Existing plans go on as they were: said only while nothing is known to hold up their payments and refunds. */
const goesOn = ({ services }: Announcements): boolean =>
  services.some(({ id, state }) => id === "payments_and_refunds" && state === "normal");
