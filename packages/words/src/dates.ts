import { cached, DATE_TAG, type Locale } from "./locale.ts";

export interface DateStyle {
  /** A date whose year the reader has in mind; another year is written out. Without it no year is. */
  readonly near?: string | undefined;
  readonly weekday?: boolean;
}

const formatter = cached((key) => {
  const [locale, timeZone] = key.split(" ") as [Locale, string];
  const month = locale === "en" ? "short" : "numeric";
  return new Intl.DateTimeFormat(DATE_TAG[locale], {
    timeZone,
    year: "numeric",
    month,
    day: "numeric",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
});

/** The parts of an instant in a zone, put together here so that every browser writes the same. */
function partsOf(at: string, zone: string, locale: Locale): Record<string, string> {
  const parts = formatter(`${locale} ${zone}`).formatToParts(new Date(at));
  return Object.fromEntries(
    parts.map(({ type, value }) => [type, type === "weekday" ? value : value.replace(/[年月日]$/, "")]),
  );
}

function dateIn(at: string, zone: string, locale: Locale, { near, weekday }: DateStyle): string {
  const { year, month, day, weekday: name } = partsOf(at, zone, locale);
  const writesYear = near !== undefined && partsOf(near, zone, locale).year !== year;
  if (locale === "en") return `${weekday ? `${name} ` : ""}${day} ${month}${writesYear ? ` ${year}` : ""}`;
  return `${writesYear ? `${year}年` : ""}${month}月${day}日${weekday ? `（${name}）` : ""}`;
}

/** A calendar date `2026-12-22`: `12月22日`, `22 Dec`; with weekday `12月22日（周二）`, `Tue 22 Dec`. */
export function date(iso: string, locale: Locale, style: DateStyle = {}): string {
  return dateIn(iso, "UTC", locale, style);
}

/** The day that an instant falls on in a zone: `11月24日`, `24 Nov`. */
export function day(instant: string, zone: string, locale: Locale, style: DateStyle = {}): string {
  return dateIn(instant, zone, locale, style);
}

/** Time of day of an instant in a zone: `10:28`. */
export function clock(instant: string, zone: string, locale: Locale): string {
  const { hour, minute } = partsOf(instant, zone, locale);
  return `${hour}:${minute}`;
}

/** An instant in a zone: `11月24日（周二）10:00`, `Tue 24 Nov, 10:00`; name the zone beside it with {@link zoneName}. */
export function moment(instant: string, zone: string, locale: Locale, style: DateStyle = {}): string {
  const joint = locale === "en" ? ", " : style.weekday ? "" : " ";
  return dateIn(instant, zone, locale, style) + joint + clock(instant, zone, locale);
}

/** What people call a zone: `北京时间`, `Beijing time`. */
export function zoneName(zone: string, locale: Locale): string {
  if (/^(Asia\/(Shanghai|Chongqing|Harbin|Urumqi)|PRC)$/.test(zone))
    return locale === "en" ? "Beijing time" : "北京时间";
  const format = new Intl.DateTimeFormat(DATE_TAG[locale], { timeZone: zone, timeZoneName: "longGeneric" });
  return format.formatToParts(0).find((part) => part.type === "timeZoneName")?.value ?? zone;
}
