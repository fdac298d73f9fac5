/** Minutes that a zone is ahead of UTC at an instant. */
function aheadMinutes(ms: number, zone: string): number {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "longOffset" });
  const name = format.formatToParts(ms).find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return hours === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** An instant as a zone's clock shows it, in the form of a `datetime-local` field: `2026-11-24T00:00`. Empty for none. */
export function toLocal(instant: string | undefined, zone: string): string {
  const ms = instant === undefined ? Number.NaN : Date.parse(instant);
  return Number.isNaN(ms) ? "" : new Date(ms + aheadMinutes(ms, zone) * 60_000).toISOString().slice(0, 16);
}

/**
 * The instant at which a zone's clock shows this; undefined for an empty or broken text. Where a clock that is put back shows
 * a time twice, the later one.
 */
export function toInstant(local: string, zone: string): string | undefined {
  const shown = Date.parse(`${local}Z`);
  if (local === "" || Number.isNaN(shown)) return undefined;
  const guess = shown - aheadMinutes(shown, zone) * 60_000;
  return new Date(shown - aheadMinutes(guess, zone) * 60_000).toISOString();
}
