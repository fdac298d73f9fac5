import { html, nothing, svg, type TemplateResult } from "lit/html.js";
import type { Segment } from "../model/segments.ts";

/** The hatch of every strip in one tree: 45° lines, 1.4 px every 3. */
export const hatch = html`<svg class="defs" aria-hidden="true"><defs><pattern id="hatch" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="3" height="3"></rect><path d="M.7 0v3"></path></pattern></defs></svg>`;

/**
 * 期条, the period strip: a segment per payment, width by amount, principal tinted at the left, cost hatched at the right.
 *
 * `full` is the amount (minor units) of the whole width, so a cheaper way is a shorter strip. Widths are attributes, not
 * styles: a page whose policy forbids inline styles draws the same. Each segment is an image of its own in a flex line,
 * which shrinks all by the same ratio to make room for the gaps. The legend beneath is its text twin.
 */
export function strip(segments: readonly Segment[], full: number, look = ""): TemplateResult {
  const sum = segments.reduce((total, segment) => total + segment.total, 0);
  const rest = Math.max(0, full - sum);
  return html`<div class="strip ${look}" aria-hidden="true">${segments.map((segment) => piece(segment, full))}${
    rest ? html`<svg class="rest" width=${share(rest, full)}></svg>` : nothing
  }</div>`;
}

function piece({ total, cost, mark }: Segment, full: number): TemplateResult {
  const width = share(total, full);
  if (cost === null) return html`<svg width=${width}></svg>`;
  const principal = svg`<rect class="p" width=${share(total - cost, total)} height="100%"></rect>`;
  // The hatch lies under the principal and once more at the very right, so that a small cost is still seen.
  return html`<svg class=${mark ?? nothing} width=${width}>${
    cost > 0
      ? svg`<rect class="c" width="100%" height="100%"></rect>${principal}<rect class="c" x="100%" width="3" height="100%" transform="translate(-3)"></rect>`
      : principal
  }</svg>`;
}

function share(part: number, whole: number): string {
  return `${Math.round((part / whole) * 1e6) / 1e4}%`;
}
