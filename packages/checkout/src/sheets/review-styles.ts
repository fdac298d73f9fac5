import { css } from "../css.ts";

/** The review sheet: hero figures, cost table, consent, reading time. */
export const reviewStyle = css`
.hero { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: end; gap: 4px 16px; line-height: 1.4; }
.hero small, .hero strong { display: block; min-height: 17px; font-weight: 600; }
.hero small { font-weight: 400; }
.hero strong { font-size: 28px; }
.hero p + p { margin-left: auto; text-align: right; }
.hero p + p strong { font-size: 20px; }
.costs, .ways { font-variant-numeric: tabular-nums; }
.costs { width: 100%; margin-top: 24px; border-collapse: collapse; font-size: 14px; }
.costs caption { padding-bottom: 8px; font-size: 16px; font-weight: 600; text-align: left; }
.costs th, .costs td { padding: 8px 0 8px 12px; border-top: 1px solid var(--hair); text-align: right; vertical-align: top; white-space: nowrap; font-weight: 400; }
.costs th:first-child { padding-left: 0; text-align: left; white-space: normal; }
.costs thead th { font-size: 12px; color: var(--ink2); border-top-color: var(--ink); }
.costs tbody th, .costs tfoot th { font-weight: 600; color: var(--ink); }
.costs td:last-child { width: 5em; }
.costs small { display: block; }
.costs tfoot > tr > * { border-block: 1px solid var(--ink); font-weight: 600; }
.costs thead.sr + tbody tr:first-child > * { border-top-color: var(--edge); }
.else { margin-top: 20px; padding: 10px 14px; border-radius: 6px; background: var(--wash); text-align: center; font-weight: 600; }
.agree { display: flex; gap: 12px; align-items: center; min-height: 44px; margin-top: 12px; }
.agree input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--act); }
.sheet footer { padding: 12px 16px; border-top: 1px solid var(--hair); text-align: center; }
.reading { display: flex; justify-content: space-between; align-items: center; gap: 12px; }
.reading b { display: flex; align-items: center; gap: 6px; font-size: 12px; }
.reading .i { width: 16px; height: 16px; color: var(--act); }
.seconds { display: flex; gap: 2px; margin: 6px 0 12px; }
.seconds i { flex: 1; height: 8px; border: 1px solid var(--act); border-radius: 1.5px; background: var(--tint); }
.seconds .done { background: var(--act); }
.sheet .main:disabled { background: var(--faint); border-color: var(--hair); color: var(--ink2); cursor: default; }
@media (min-width: 640px) {
  dialog.review { inset: 0; width: 520px; height: fit-content; max-height: calc(100dvh - 48px); margin: auto; border-radius: 12px; }
}
`;
