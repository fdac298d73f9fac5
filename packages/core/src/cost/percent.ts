/** A yearly rate as a percent string with six places, half away from zero: 0.13034224 → "13.034224". */
export function formatPercent(fraction: number): string {
  const millionths = Math.round(Math.abs(fraction) * 100_000_000);
  const whole = Math.floor(millionths / 1_000_000);
  const rest = millionths - whole * 1_000_000;
  const digits = `${whole}.${String(rest + 1_000_000).slice(1)}`;
  return fraction < 0 && millionths > 0 ? `-${digits}` : digits;
}
