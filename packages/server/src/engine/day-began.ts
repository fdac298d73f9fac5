/** When the day of an instant began in a zone, in milliseconds; on a day whose clock was moved, as that clock counts. */
export function beganAt(nowMs: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(nowMs);
  const [hours = 0, minutes = 0, seconds = 0] = parts
    .filter(({ type }) => type !== "literal")
    .map(({ value }) => Number(value));
  return nowMs - (nowMs % 1_000) - ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}
