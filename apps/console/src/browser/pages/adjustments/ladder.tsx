import { wordsOf } from "../../locale.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";

const words = wordsOf(adjustmentsWords);

interface LadderProps {
  readonly steps: readonly { readonly share_ppm: number; readonly dwell_minutes: number }[];
  /** The step that is open now. */
  readonly at: number | undefined;
}

const WIDTH = 280;
const HEIGHT = 90;
const TOP = 14;

/** The share of shoppers at each step, as a ladder; the table under it says the same. */
export function Ladder({ steps, at }: LadderProps) {
  const width = WIDTH / steps.length;
  const y = (ppm: number) => TOP + (HEIGHT - TOP) * (1 - ppm / 1_000_000);
  return (
    <>
      <svg className="ladder" viewBox={`0 0 ${WIDTH} ${HEIGHT + 2}`} role="img" aria-label={words.rampOf}>
        <path className="base" d={`M0 ${HEIGHT}H${WIDTH}`} />
        {steps.map(({ share_ppm }, step) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place
          <g key={step} className={at !== undefined && step <= at ? "open" : ""}>
            <rect x={step * width} y={y(share_ppm)} width={width} height={HEIGHT - y(share_ppm)} />
            <path d={`M${step * width} ${y(share_ppm)}h${width}`} />
            <text x={step * width + 4} y={y(share_ppm) - 4}>
              {share_ppm / 10_000}%
            </text>
          </g>
        ))}
      </svg>
      <table className="table dense">
        <thead>
          <tr>
            <th>{words.order}</th>
            <th className="number">{words.share}</th>
            <th className="number">{words.dwell}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ share_ppm, dwell_minutes }, step) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={step} className={step === at ? "now" : undefined}>
              <td>{words.step(step + 1)}</td>
              <td className="number">{share_ppm / 10_000}%</td>
              <td className="number">{step === steps.length - 1 ? "—" : words.minutes(dwell_minutes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
