import { css } from "../css.ts";

/** The compare sheet: columns per way, stairs, on phones a table that scrolls by itself beside its first column. */
export const compareStyle = css`
.compare form { display: block; overflow: auto; }
.compare header { display: grid; grid-template-columns: 1fr auto; align-items: start; border: 0; }
.compare .asks { grid-column: 1 / -1; }
.compare .body { padding-top: 0; }
header h2 + p { font-size: 14px; color: var(--ink2); }
.asks { display: flex; flex-wrap: wrap; gap: 12px 16px; align-items: end; }
.asks legend, .resale span { display: block; padding-bottom: 4px; font-size: 12px; color: var(--ink2); }
.lengths { display: flex; border: 1px solid var(--edge); border-radius: 6px; background: var(--card); overflow: clip; }
.lengths label { position: relative; }
.lengths input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.lengths span { display: grid; place-items: center; min-width: 44px; height: 44px; padding: 0 10px; border-right: 1px solid var(--hair); }
.lengths .unit { border: 0; color: var(--ink2); }
.lengths :checked + span { background: var(--act); color: var(--on-act); font-weight: 600; }
.lengths :focus-visible + span { outline: 2px solid var(--act); outline-offset: -4px; box-shadow: inset 0 0 0 6px var(--card); color: var(--ink); }
.resale { position: relative; }
.resale i { position: absolute; left: 13px; bottom: 11px; font-style: normal; color: var(--ink2); }
.resale input { width: 136px; height: 46px; padding: 0 12px; border: 1px solid var(--edge); border-radius: 6px; background: var(--card); text-align: right; font-weight: 600; }
.scroll { position: relative; overflow-x: auto; margin-top: 12px; border: 1px solid var(--hair); border-radius: 6px; background: var(--card); }
.ways { width: 100%; border-collapse: separate; border-spacing: 0; font-size: 14px; }
.ways th, .ways td { min-width: 132px; padding: 8px 16px; border: 0; border-top: 1px solid var(--hair); text-align: right; vertical-align: top; font-weight: 400; color: var(--ink); }
.ways td { white-space: nowrap; }
.ways thead > tr > * { border-top: 0; font-weight: 600; }
.ways thead th { font-size: 16px; }
.ways [scope="row"] { position: sticky; left: 0; min-width: 96px; background: var(--card); text-align: left; color: var(--ink2); white-space: normal; }
.ways b { font-size: 16px; }
.ways small { display: block; white-space: normal; text-wrap: balance; }
.compare h2 { text-wrap: balance; }
.ways tfoot tr:first-child > * { border-top-color: var(--ink); }
.ways tfoot [scope="row"] { color: var(--ink); font-weight: 600; }
.ways tfoot tr + tr > * { border-top: 0; padding-bottom: 16px; }
.ways .lowest { color: var(--act); font-weight: 600; }
.pick { min-height: 44px; padding: 0 14px; border: 1px solid var(--edge); border-radius: 6px; background: none; font-weight: 500; }
.figure { margin-top: 20px; }
.figure h3 { font-size: 16px; }
.figure .note { font-size: 12px; color: var(--ink2); }
.figure summary { display: list-item; padding-top: 8px; list-style: inside disclosure-closed; color: var(--act); }
.figure details .ways th, .figure details .ways td { padding-block: 4px; }
.compare .body > .foot { padding-bottom: 8px; font-size: 12px; color: var(--ink2); }
.status:empty { display: none; }
.chart { display: block; font-size: 12px; fill: var(--ink2); }
.chart path { fill: none; stroke-width: 1; }
.grid { stroke: var(--faint); }
.zone { fill: var(--info-wash); }
.rule { stroke: var(--ink); }
.line { stroke: var(--ink2); stroke-width: 1.5 !important; }
.line.rent, .line.own, .line.free, .line.sold { stroke-width: 2 !important; }
.rent, .own, .dot.rent { stroke: var(--info); }
.free, .sold { stroke: var(--act); }
.own { stroke-dasharray: 5 3; }
.sold { stroke-dasharray: 5 3; }
.full { stroke-dasharray: 2 3; }
.leader { stroke-dasharray: none; stroke: var(--edge); }
.chart text { stroke: none; }
.chart text.rent, .chart text.own, .chart text.info { fill: var(--info); font-weight: 600; }
.chart text.free, .chart text.full, .chart text.sold, .chart text.act { fill: var(--act); font-weight: 600; }
.chart text.sum { font-weight: 400; }
.chart .you { fill: var(--ink); font-weight: 600; }
.chart text.cost { fill: var(--ink); font-weight: 600; }
.ring, .dot, .callout { fill: var(--card); stroke: var(--ink); stroke-width: 2; stroke-dasharray: none; }
.callout { stroke: var(--hair); stroke-width: 1; }
@media (min-width: 640px) {
  dialog.compare { inset: 0; width: min(1168px, 100% - 48px); height: fit-content; max-height: calc(100dvh - 48px); margin: auto; border-radius: 12px; }
  .compare header { padding: 20px 24px 4px; }
  .compare header h2 { font-size: 28px; }
  .compare .body { padding: 0 24px 16px; }
}
@media (min-width: 960px) {
  .ways th, .ways td { min-width: 100px; padding-inline: 12px; }
  .compare header { grid-template-columns: 1fr auto auto; align-items: end; }
  .compare .asks { grid-area: 1 / 2; }
  .compare .x { align-self: start; }
}
`;
