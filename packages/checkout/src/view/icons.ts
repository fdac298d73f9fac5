import { type SVGTemplateResult, svg } from "lit/html.js";

/** Outlines on a 24 grid, after Lucide (ISC). */
export const info = "M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M12 16v-4M12 8h.01";
export const down = "M6 9l6 6 6-6";

/** A word always stands beside it, so it is hidden from assistive technology. */
export function icon(outline: string): SVGTemplateResult {
  return svg`<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d=${outline}></path></svg>`;
}
