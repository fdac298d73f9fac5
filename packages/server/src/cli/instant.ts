import { formatInstant } from "@fenqi/core/calendar";

const AHEAD = /^\+(\d{1,4})(m|h|d)$/;
const MINUTE_MS = 60_000;
const UNIT_MS = { m: MINUTE_MS, h: 60 * MINUTE_MS, d: 24 * 60 * MINUTE_MS } as const;

/** `+90m`, `+2h` or `+3d` from now on, at a whole minute; everything else as it was said, for the server to check. */
export function instantOf(said: string, now: Date): string {
  const [, count, unit] = AHEAD.exec(said) ?? [];
  if (count === undefined) return said;
  const ms = now.getTime() + Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
  return formatInstant(Math.ceil(ms / MINUTE_MS) * MINUTE_MS);
}
