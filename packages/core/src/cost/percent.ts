/** Beyond this six places are no longer exact, and the figure says nothing any more: a fee of a unit on a price of a unit. */
export const LARGEST_PERCENT = 1e9;

/**
 * A yearly rate as a percent string with six places, half away from zero: 0.13034224 → "13.034224".
 * Null for a figure beyond {@link LARGEST_PERCENT}.
 */
export function formatPercent(fraction: number): string | null {
  const percent = Math.abs(fraction) * 100;
  if (!(percent <= LARGEST_PERCENT)) return null;
  const millionths = Math.round(percent * 1_000_000);
  const whole = Math.floor(millionths / 1_000_000);
  const rest = millionths - whole * 1_000_000;
  const digits = `${whole}.${String(rest + 1_000_000).slice(1)}`;
  return fraction < 0 && millionths > 0 ? `-${digits}` : digits;
}
