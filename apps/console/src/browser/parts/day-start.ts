const DAY_MS = 86_400_000;

/** The first instant of a calendar date in a zone, RFC 3339 in UTC: where a filter by day begins. `days` later where given. */
export function dayStart(isoDate: string, zone: string, days = 0): string {
  const utc = Date.parse(`${isoDate}T00:00:00Z`) + days * DAY_MS;
  // The offset may change within the day that is looked at; the second look settles it.
  const first = utc - offsetMs(utc, zone);
  return new Date(utc - offsetMs(first, zone)).toISOString();
}

/** How far a zone's clocks are ahead of UTC at an instant. */
function offsetMs(ms: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(ms);
  const { year, month, day, hour, minute, second } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return local - Math.floor(ms / 1000) * 1000;
}
