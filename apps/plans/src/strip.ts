import { html } from "@lit-labs/ssr";
import { type OwnPlan, type PlanPayment, unpaid } from "./model.ts";

/** The hatch of every strip on the page: 45° lines, 1.4 px every 3. */
export const hatch = html`<svg class="defs" aria-hidden="true"><defs><pattern id="hatch" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="3" height="3"></rect><path d="M.7 0v3"></path></pattern></defs></svg>`;

/** 期条: a segment per payment, width by amount; paid ones filled, the next one marked. The rows beneath are its twin. */
export function strip({ rows }: OwnPlan, next: PlanPayment | undefined) {
  const sum = rows.reduce((total, row) => total + row.total, 0);
  if (sum === 0) return "";
  return html`<div class="strip" aria-hidden="true">${rows
    .filter(({ total }) => total > 0)
    .map((row) => piece(row, sum, row === next))}</div>`;
}

function piece(row: PlanPayment, sum: number, isNext: boolean) {
  const principal = share(row.total - row.cost, row.total);
  const look = unpaid(row) === 0 ? "paid" : isNext ? "next" : "";
  const principalPart = html`<rect class="p" width="${principal}" height="100%"></rect>`;
  // The hatch lies under the principal and once more at the very right, so that a small cost is still seen.
  return html`<svg class="${look}" width="${share(row.total, sum)}">${
    row.cost > 0
      ? html`<rect class="c" width="100%" height="100%"></rect>${principalPart}<rect class="c" x="100%" width="3" height="100%" transform="translate(-3)"></rect>`
      : principalPart
  }</svg>`;
}

function share(part: number, whole: number): string {
  return `${Math.round((part / whole) * 1e6) / 1e4}%`;
}
