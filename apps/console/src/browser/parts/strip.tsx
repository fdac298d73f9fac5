import { useId } from "react";

/** One period: amounts in minor units. `paid` is what of it has been paid. */
export interface Period {
  readonly total: number;
  /** Interest and fees within the total. */
  readonly cost: number;
  readonly state?: "paid" | "next" | "overdue" | "open";
}

interface StripProps {
  readonly periods: readonly Period[];
  /** The amount of the whole width; the periods' own sum where absent, so that a cheaper way is a shorter strip. */
  readonly full?: number;
  readonly height?: number;
  /** What the strip says, for those who do not see it. */
  readonly label: string;
  readonly tone?: "good" | "paused" | "gone";
}

const WIDTH = 1_000;
const GAP = 3;

/** 期条, the period strip: width is amount, solid is principal, hatch is cost, filled is paid, underlined is due. */
export function Strip({ periods, full, height = 16, label, tone = "good" }: StripProps) {
  const hatch = useId();
  const sum = periods.reduce((total, period) => total + period.total, 0);
  const room = WIDTH * Math.min(1, sum / Math.max(1, full ?? sum)) - GAP * (periods.length - 1);
  let x = 0;
  return (
    <svg
      className={`period-strip ${tone}`}
      viewBox={`0 0 ${WIDTH} ${height}`}
      height={height}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className="hatch" d="M1 0v6" />
        </pattern>
      </defs>
      {periods.map((period, at) => {
        const width = (room * period.total) / Math.max(1, sum);
        const left = x;
        x += width + GAP;
        const cost = period.cost > 0 ? Math.max(width >= 24 ? 4 : 1.5, (width * period.cost) / period.total) : 0;
        return (
          // Periods have no identity of their own but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <g key={at} className={period.state ?? "open"}>
            <rect x={left} width={Math.max(0.5, width - cost)} height={height} />
            {cost > 0 && (
              <rect x={left + width - cost} width={cost} height={height} fill={`url(#${hatch})`} className="cost" />
            )}
            {period.state === "next" && <rect className="due" x={left} y={height - 2} width={width} height={2} />}
          </g>
        );
      })}
    </svg>
  );
}
