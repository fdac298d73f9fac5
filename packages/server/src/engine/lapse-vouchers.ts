import { formatInstant } from "@fenqi/core/calendar";
import { type BookDeps, bookCompensation } from "./book-compensation.ts";
import type { LiveCatalogues } from "./live-catalogues.ts";
import type { ChangeStore } from "./ports.ts";

export interface LapseDeps extends BookDeps {
  readonly changes: ChangeStore;
  readonly live: BookDeps["live"] & Pick<LiveCatalogues, "merchants">;
}

/** Vouchers in one transaction. */
const PAGE = 1_000;

/** Takes what has run out unused out of the books, once, for every merchant, page by page. */
export async function lapseVouchers(deps: LapseDeps): Promise<void> {
  const at = formatInstant(deps.now());
  for (const merchant of deps.live.merchants()) {
    const lapse = () =>
      deps.changes.run(merchant, async (change) => {
        const { count, sums } = await change.lapseVouchers(at, PAGE);
        for (const { currency, amount } of sums) {
          await bookCompensation(deps, change, {
            merchant,
            kind: "compensation_expired",
            amount,
            currency,
            reference: at,
          });
        }
        return count;
      });
    while ((await lapse()) === PAGE);
  }
}
