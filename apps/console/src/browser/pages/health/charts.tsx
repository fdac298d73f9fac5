import { scaleLinear, scaleTime } from "d3-scale";
import { area, curveStepAfter, line } from "d3-shape";
import { useRef } from "react";
import { wordsOf, written } from "../../locale.ts";
import { useZone } from "../../session.ts";
import { healthWords } from "../../words/health.ts";
import { type History, type Open, runsOf, type Span } from "./model.ts";
import { useWidth } from "./use-width.ts";

const words = wordsOf(healthWords);
type Stretch = History["stretches"][number];

const LEFT = 56;
const RIGHT = 12;
const ROWS = { latency: [28, 176], errors: [228, 296], breaker: [326, 344], open: [386, 428] } as const;
const HEIGHT = 456;

interface ChartsProps {
  readonly history: History;
  readonly spans: readonly Span[];
  readonly open: readonly Open[];
  readonly label: string;
  /** What a call may take, for 19 of 20, in milliseconds. */
  readonly sloMs: number;
}

const at = ({ from }: Stretch, seconds: number): number => Date.parse(from) + seconds * 500;
const errorShare = ({ calls, errors }: Stretch): number => errors / Math.max(1, calls);

/** Latency, errors, breaker and open share on one time axis, the outage a pale band through all. No calls, no line. */
export function Charts({ history, spans, open, label, sloMs }: ChartsProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const zone = useZone();
  const { seconds, stretches } = history;
  const [from, until] = [Date.parse(history.from), Date.parse(history.until)];
  const x = scaleTime([from, until], [LEFT, width - RIGHT]);
  const highest = Math.max(sloMs * 1.15, ...stretches.map(({ p95_ms }) => p95_ms ?? 0));
  const latency = scaleLinear([0, highest], [...ROWS.latency].reverse()).nice(4);
  const worst = Math.max(0.1, ...stretches.map(errorShare));
  const errors = scaleLinear([0, worst], [...ROWS.errors].reverse()).nice(2);
  const share = scaleLinear([0, 1], [...ROWS.open].reverse());
  const runs = runsOf(stretches, seconds);
  const xOf = (stretch: Stretch) => x(at(stretch, seconds));
  const band = area<Stretch>(
    xOf,
    ({ p50_ms }) => latency(p50_ms ?? 0),
    ({ p95_ms }) => latency(p95_ms ?? 0),
  );
  const p95 = line<Stretch>(xOf, ({ p95_ms }) => latency(p95_ms ?? 0));
  const p50 = line<Stretch>(xOf, ({ p50_ms }) => latency(p50_ms ?? 0));
  const failed = line<Stretch>(xOf, (stretch) => errors(errorShare(stretch))).curve(curveStepAfter);
  const steps = [...open, { at: until, share: open.at(-1)?.share ?? 1 }];
  const opened = line<Open>(
    (step) => x(step.at),
    (step) => share(step.share),
  ).curve(curveStepAfter);
  const outages = spans.filter(({ state }) => state === "open");
  const dots = runs.filter((run) => run.length === 1).flat();
  const last = stretches.at(-1);
  return (
    <div ref={place}>
      <svg className="health-charts" viewBox={`0 0 ${width} ${HEIGHT}`} height={HEIGHT} role="img" aria-label={label}>
        {outages.map((span) => (
          <g key={span.from}>
            <rect
              className="outage"
              x={x(span.from)}
              y={ROWS.latency[0]}
              width={Math.max(2, x(span.until) - x(span.from))}
              height={ROWS.open[1] - ROWS.latency[0]}
            />
            {x(span.until) - x(span.from) > 60 && (
              <text className="outage-word" x={(x(span.from) + x(span.until)) / 2} y={ROWS.latency[0] + 16}>
                {words.stopped}
              </text>
            )}
          </g>
        ))}
        <Axis
          title={words.latency}
          unit={words.ms}
          scale={latency}
          ticks={4}
          width={width}
          row={ROWS.latency}
          write={written.count}
        />
        {runs.map((run) => (
          <g key={run[0]!.from}>
            <path className="latency-band" d={band(run) ?? ""} />
            <path className="p95" d={p95(run) ?? ""} />
            <path className="p50" d={p50(run) ?? ""} />
            <path className="failed" d={failed(run) ?? ""} />
          </g>
        ))}
        {dots.map((stretch) => (
          <g key={stretch.from}>
            <circle className="p95-dot" cx={xOf(stretch)} cy={latency(stretch.p95_ms ?? 0)} r={2.5} />
            <circle className="failed-dot" cx={xOf(stretch)} cy={errors(errorShare(stretch))} r={2} />
          </g>
        ))}
        <path className="slo" d={`M${LEFT} ${latency(sloMs)}H${width - RIGHT}`} />
        <text className="slo-word" x={LEFT + 4} y={latency(sloMs) - 4}>
          {words.slo(written.count(sloMs))}
        </text>
        {last && (
          <text className="direct" x={width - RIGHT} y={latency(last.p95_ms ?? 0) - 6}>
            p95
          </text>
        )}
        <Axis
          title={words.errorRate}
          unit={words.threshold}
          scale={errors}
          ticks={2}
          width={width}
          row={ROWS.errors}
          write={(value) => written.share(value, 0)}
        />
        <text className="row-title" x={0} y={ROWS.breaker[0] - 6}>
          {words.breaker} <tspan className="unit">{words.stateWord}</tspan>
        </text>
        {spans.map((span) => (
          <g key={span.from} className={`breaker ${span.state}`}>
            <rect
              x={x(span.from)}
              y={ROWS.breaker[0]}
              width={Math.max(2, x(span.until) - x(span.from) - 1)}
              height={ROWS.breaker[1] - ROWS.breaker[0]}
            />
            {x(span.until) - x(span.from) > 48 && (
              <text x={x(span.from) + 8} y={ROWS.breaker[1] - 5}>
                {words.states[span.state]}
              </text>
            )}
          </g>
        ))}
        <Axis
          title={words.open}
          unit={words.share}
          scale={share}
          ticks={2}
          width={width}
          row={ROWS.open}
          write={(value) => written.share(value, 0)}
        />
        <path className="open-area" d={`${opened(steps) ?? ""}V${ROWS.open[1]}H${x(open[0]?.at ?? from)}Z`} />
        <path className="open-line" d={opened(steps) ?? ""} />
        {x.ticks(Math.max(2, Math.floor(width / 140))).map((tick) => (
          <text key={tick.getTime()} className="tick" x={x(tick)} y={ROWS.open[1] + 18}>
            {until - from > 86_400_000
              ? written.date(tick.toISOString().slice(0, 10))
              : written.clock(tick.toISOString(), zone)}
          </text>
        ))}
      </svg>
    </div>
  );
}

interface AxisProps {
  readonly title: string;
  readonly unit: string;
  readonly scale: { (value: number): number; ticks(count: number): number[] };
  readonly ticks: number;
  readonly width: number;
  readonly row: readonly [top: number, bottom: number];
  readonly write: (value: number) => string;
}

function Axis({ title, unit, scale, ticks, width, row, write }: AxisProps) {
  return (
    <>
      <text className="row-title" x={0} y={row[0] - 16}>
        {title} <tspan className="unit">{unit}</tspan>
      </text>
      {scale.ticks(ticks).map((tick) => (
        <g key={tick}>
          <path className="grid-line" d={`M${LEFT} ${scale(tick)}H${width - RIGHT}`} />
          <text className="scale-word" x={LEFT - 8} y={scale(tick) + 4}>
            {write(tick)}
          </text>
        </g>
      ))}
    </>
  );
}
