import { css } from "./css.ts";

/** Colours and type of every shopper's screen; `theme` decides, else the reader's system. */
export const tokens = css`
:host {
  color-scheme: light dark;
  --ground: light-dark(#f8fafa, #0b1212);
  --card: light-dark(#fff, #131b1b);
  --ink: light-dark(#121d1d, #ebf0ef);
  --ink2: light-dark(#495556, #a6b0b0);
  --edge: light-dark(#778383, #6e7a7a);
  --hair: light-dark(#dbe0e0, #2b3535);
  --faint: light-dark(#e9eded, #202929);
  --tint: light-dark(#c6dfd5, #245243);
  --wash: light-dark(#f0f6f4, #14241f);
  --act: light-dark(#11644c, #6fd5b0);
  --on-act: light-dark(#fff, #0b1212);
  --paused: light-dark(#875806, #edc56e);
  --paused-wash: light-dark(#fbf5e8, #211d12);
  --info: light-dark(#225693, #97c1f7);
  --info-wash: light-dark(#eef3f9, #152031);
  --bad: light-dark(#b33022, #fa9484);
}
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
@media (forced-colors: active) {
  :host {
    --ground: Canvas;
    --card: Canvas;
    --ink: CanvasText;
    --ink2: CanvasText;
    --edge: CanvasText;
    --hair: CanvasText;
    --tint: Highlight;
    --act: LinkText;
  }
}
`;

/** What list, message and sheets share. */
export const base = css`
:host {
  display: block;
  font-family: var(--fenqi-font, inherit);
  font-size: 14px;
  font-weight: 400;
  line-height: 1.65;
  /* Chinese breaks after its clauses, not inside them. */
  word-break: keep-all;
  overflow-wrap: anywhere;
  font-variant-numeric: tabular-nums;
  color: var(--ink);
  text-align: left;
  -webkit-text-size-adjust: 100%;
}
*, ::before, ::after { box-sizing: border-box; }
h2, h3, h4, p, dl, dd, ul, fieldset, legend { margin: 0; padding: 0; border: 0; min-width: 0; list-style: none; }
b, h2, h3, h4 { font-weight: 600; }
h2 { font-size: 20px; line-height: 1.4; }
h3, h4 { font-size: 14px; }
small { font-size: 12px; font-weight: 400; color: var(--ink2); }
code { font-family: ui-monospace, monospace; }
.nb { white-space: nowrap; }
.ib, .t small { display: inline-block; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
button, input { font: inherit; color: inherit; }
p { text-wrap: pretty; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--act); outline-offset: 2px; border-radius: 6px; }
.i { flex: none; width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.main {
  width: 100%;
  min-height: 48px;
  padding: 8px 10px;
  border: 1px solid var(--act);
  border-radius: 6px;
  background: var(--act);
  color: var(--on-act);
  font-size: 16px;
  font-weight: 600;
}
.act {
  display: inline-flex;
  align-items: center;
  gap: 6px;
  min-height: 44px;
  padding: 0;
  border: 0;
  background: none;
  color: var(--act);
  font-weight: 500;
}
.act.ask { color: var(--ink2); }
.defs { position: absolute; width: 0; height: 0; }
#hatch rect { fill: var(--card); }
#hatch path { stroke: var(--line, var(--act)); stroke-width: 1.4; }
.strip { display: flex; gap: 2px; margin: 8px 0; }
.strip svg { flex: 0 1 auto; min-width: 0; height: 24px; border: 1px solid var(--act); border-radius: 1.5px; background: var(--card); }
.strip .rest { visibility: hidden; }
.p { fill: var(--tint); }
.c { fill: url(#hatch); }
.strip.rent svg { border-color: var(--info); background: var(--info-wash); }
.rent .p { fill: var(--info-wash); }
.sum { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 10px; font-size: 12px; color: var(--ink2); }
.sum b { color: var(--ink); margin-left: auto; }
.key { display: inline-block; width: 14px; height: 11px; margin-right: 6px; border: 1px solid var(--act); border-radius: 1.5px; background: var(--tint); }
.key.cost { background: repeating-linear-gradient(-45deg, var(--act) 0 1.4px, var(--card) 1.4px 3px); }
.key.rent { border-color: var(--info); background: var(--info-wash); }
`;

/** The list of ways: one column on phones, aligned columns and a rail from 960 px of its own width. */
export const list = css`
:host { container-type: inline-size; background: var(--ground); }
.page { padding: 20px 16px 0; }
header p, .n, .head span, .foot, .next, .help { font-size: 12px; color: var(--ink2); }
.n { margin-left: auto; font-weight: 400; font-size: 14px; }
summary { display: flex; align-items: center; gap: 8px; min-height: 44px; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary .i { margin-left: auto; transition: rotate 160ms; }
summary .n { margin: 0; }
[open] > summary .i { rotate: 180deg; }
.cols, .dt, .order, .help { display: none; }
.head { display: flex; justify-content: space-between; align-items: baseline; gap: 16px; margin: 20px 0 8px; }
.card { border: 1px solid var(--hair); border-radius: 6px; background: var(--card); overflow: clip; }
.way + .way, .miss + .miss { border-top: 1px solid var(--hair); }
.row {
  display: grid;
  grid-template: "i a t t" auto "i r r f" auto / 20px minmax(0, 1fr) auto auto;
  gap: 0 12px;
  align-items: baseline;
  min-height: 64px;
  padding: 10px 14px;
  cursor: pointer;
}
.row input { grid-area: i; align-self: center; width: 20px; height: 20px; margin: 0; accent-color: var(--act); scroll-margin: 72px 0 180px; }
.a { grid-area: a; font-size: 16px; font-weight: 600; }
.x { font-weight: 400; color: var(--ink2); padding: 0 2px; }
.t { grid-area: t; justify-self: end; max-width: 8.2em; text-align: right; font-size: 16px; }
.t small { margin-right: 4px; }
.t.bank { font-size: 14px; color: var(--ink2); }
.r { grid-area: r; font-size: 12px; color: var(--ink2); }
.rate { margin-right: 4px; }
.issuer { grid-column: 2 / -1; }
.f { grid-area: f; text-align: right; font-size: 12px; color: var(--ink2); }
.on { background: var(--wash); box-shadow: inset 3px 0 var(--act); }
.open { padding: 0 14px 6px; animation: open 160ms ease-out; }
@keyframes open { from { opacity: 0; transform: translateY(-4px); } }
.open dl { margin: 8px 0; }
dl div { display: flex; justify-content: space-between; gap: 16px; padding: 4px 0; }
dt { color: var(--ink2); }
dd { text-align: right; }
.order dd, .open dt { flex: none; }
.plan { border-top: 1px solid var(--hair); }
.end { margin-left: auto; color: var(--ink2); }
.plan summary .i { margin-left: 0; }
table { width: 100%; border-collapse: collapse; font-size: 12px; }
th, td { padding: 6px 0 6px 8px; text-align: right; border-top: 1px solid var(--hair); }
th { font-weight: 400; color: var(--ink2); }
th:first-child, td:first-child { padding-left: 0; text-align: left; }
.told, .notice { display: flex; gap: 12px; padding: 8px 14px; font-size: 12px; background: var(--info-wash); }
.told .i { color: var(--info); }
.good .i { color: var(--act); }
.notice { margin-top: 16px; padding: 12px 14px; border: 1px solid var(--info); border-radius: 6px; font-size: 14px; align-items: center; animation: fade 120ms; }
.notice.good { align-items: start; border-color: var(--act); background: var(--wash); }
.notice.alert { border-color: var(--paused); background: var(--paused-wash); }
.alert .i { color: var(--paused); }
.notice button { margin-left: auto; white-space: nowrap; }
@keyframes fade { from { opacity: 0; } }
.more { margin-top: 16px; }
.more summary ~ .head:first-of-type { margin-top: 0; }
.gone { margin-top: 28px; padding-top: 24px; border-top: 1px solid var(--hair); }
.gone h2 { display: flex; align-items: baseline; }
.gone > h3 { margin: 16px 0 8px; }
.fold { margin-top: 20px; }
.miss { display: grid; grid-template-columns: 20px 1fr; gap: 0 12px; padding: 14px 14px 6px; }
.miss > .i { margin-top: 3px; color: var(--paused); }
.why { display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; align-items: baseline; }
.why h4 { font-size: 16px; }
.why p { grid-column: 1 / -1; }
.why .ib { word-break: normal; }
.tag { display: inline-flex; align-items: center; gap: 4px; align-self: center; font-size: 12px; font-weight: 500; color: var(--paused); }
.tag .i, .when .i { width: 16px; height: 16px; }
.when { display: flex; gap: 6px; font-weight: 500; color: var(--paused); }
.when .i { margin-top: 4px; }
.ended > .i, .ended .tag, .ended .when, .other > .i, .other .tag { color: var(--ink2); }
.would { font-weight: 500; }
.alt, .acts { grid-column: 2; }
.alt {
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 12px;
  width: 100%;
  min-height: 56px;
  margin-top: 10px;
  padding: 8px 12px;
  border: 1px solid color-mix(in srgb, var(--act) 40%, var(--card));
  border-radius: 6px;
  background: var(--wash);
  text-align: left;
  line-height: 1.5;
}
.alt b, .alt small { display: block; }
.alt .go { display: flex; align-items: center; gap: 4px; font-weight: 600; color: var(--act); }
.alt .i, .act .i { width: 18px; height: 18px; }
.acts { display: flex; flex-wrap: wrap; gap: 0 20px; margin-top: 4px; }
.miss button { scroll-margin: 72px 0 180px; }
.foot { padding: 12px 0 20px; }
.pay { position: sticky; bottom: 0; z-index: 1; margin: 0 -16px; padding: 10px 16px; border-top: 1px solid var(--hair); background: var(--card); }
.now { display: flex; justify-content: space-between; gap: 12px; margin-bottom: 6px; }
.next { text-align: center; padding-top: 6px; }
.wait i { display: block; width: 40%; height: 12px; border-radius: 3px; background: var(--faint); }
.wait .row { display: flex; justify-content: space-between; align-items: center; cursor: default; }
.wait .row i { width: 30%; height: 16px; }
@container (max-width: 339px) { .row { grid-template: "i a" "i t" "i r" "i f" / 20px minmax(0, 1fr); } .t, .f { text-align: left; } .alt { flex-wrap: wrap; } }
@container (min-width: 960px) {
  .page { display: grid; grid-template-columns: minmax(0, 1fr) 344px; gap: 64px; align-items: start; padding: 32px 0 48px; max-width: 1168px; margin: auto; }
  header h2 { font-size: 28px; }
  .ph { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .dt { display: inline; }
  .cols, .row { grid-template: "i a t rate due" auto "i a f rate due" auto / 20px 1fr 140px 112px 126px; gap: 0 16px; align-items: center; padding: 10px 24px 10px 20px; }
  .cols { display: grid; grid-template-rows: auto; margin-top: 20px; padding-block: 0; font-size: 12px; color: var(--ink2); text-align: right; }
  .cols span:first-child { grid-column: 2; text-align: left; }
  .cols + fieldset .head:first-of-type { margin-top: 8px; }
  .t small { position: absolute; clip-path: inset(50%); }
  .t { align-self: end; }
  .f { align-self: start; }
  .r { display: contents; font-size: 16px; color: var(--ink); }
  .rate, .due { text-align: right; font-size: 16px; color: var(--ink); margin: 0; }
  .rate { grid-area: rate; }
  .rate.rent { font-size: 12px; line-height: 1.4; }
  .way { position: relative; }
  .on:has(.effective) .rate { padding-bottom: 20px; }
  .effective { position: absolute; top: 38px; right: 166px; }
  .due { grid-area: due; }
  .row:has(.often) .a { padding-bottom: 20px; }
  .often { grid-area: a; align-self: end; font-size: 12px; color: var(--ink2); }
  .issuer { grid-area: 1 / 3 / -1 / -1; display: block; font-size: 14px; text-align: right; color: var(--ink2); }
  .bank { display: none; }
  .open { padding: 0 24px 10px 20px; }
  .strip svg { height: 28px; }
  .open .sum { gap: 2px 9px; }
  .sum .op, .sum b { display: none; }
  .open { display: grid; grid-template-columns: 1fr auto; gap: 0 10px; align-items: center; }
  .open .strip, .open dl, .plan[open] { grid-column: 1 / -1; }
  .open dl { grid-row: 3; margin: 0; }
  .plan { border: 0; }
  .plan summary { gap: 6px; color: var(--act); }
  .miss { grid-template-columns: 20px 1fr 320px; padding: 16px 16px 6px 20px; gap: 0 16px; }
  .alt { grid-area: 1 / 3; align-self: start; margin: 0; }
  .pay { top: 32px; margin: 0; padding: 0; border: 0; background: none; }
  .order { display: block; }
  .now { display: none; }
  .box { padding: 20px 20px 14px; border: 1px solid var(--hair); border-radius: 6px; background: var(--card); }
  .sums { margin-bottom: 12px; }
  .help { display: block; padding-top: 12px; }
  .order h2 { font-size: 16px; }
  .sums { margin-top: 8px; border-top: 1px solid var(--hair); }
  .all dd { font-size: 20px; font-weight: 600; }
}
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
`;

export const messageStyle = css`
:host { container-type: inline-size; min-height: 82px; }
.message { display: flex; flex-wrap: wrap; align-items: end; align-content: center; justify-content: space-between; gap: 0 16px; min-height: 80px; padding: 10px 0; border-block: 1px solid var(--hair); }
.says { display: contents; }
.note, .paused { flex: 1 0 100%; }
.note { display: flex; align-items: center; gap: 12px; min-height: 28px; font-size: 12px; color: var(--ink2); }
.strip { flex: none; width: 178px; margin: 0; }
.strip svg { height: 14px; }
.act { min-height: 44px; margin: -8px 0; font-weight: 600; text-decoration: none; }
.act .i { width: 16px; height: 16px; }
.paused { display: flex; gap: 8px; align-items: center; }
.paused .i, .back { color: var(--paused); }
.back { font-weight: 500; }
`;

/** Sheets as pages of their own. */
export const pageStyle = css`
:host { max-width: 720px; margin: auto; background: var(--ground); }
form > header { padding: 20px 16px 8px; }
form > header h2 { font-size: 28px; }
.body, footer { padding: 8px 16px; }
footer { text-align: center; padding-bottom: 24px; }
`;
