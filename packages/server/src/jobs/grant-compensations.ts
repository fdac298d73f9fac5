import { formatInstant } from "@fenqi/core/calendar";
import { type GrantDeps, grantCompensations } from "../engine/grant-compensations.ts";
import { lapseVouchers } from "../engine/lapse-vouchers.ts";
import type { VoucherStore } from "../engine/ports.ts";
import { eachWhile } from "./each-while.ts";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** Code and shopper of a voucher are kept for questions so long after its end, then erased. */
export const VOUCHER_KEPT_MS = 180 * 24 * HOUR;

export type CompensationJobDeps = GrantDeps & {
  readonly vouchers: Pick<VoucherStore, "forget">;
  readonly failed: (error: unknown) => void;
};

/** Grants what was approved, on the server's own time, books what ran out unused, and erases whose vouchers were. Stops after the page at hand. */
export function grantEachSecond(deps: CompensationJobDeps): () => Promise<void> {
  let over = false;
  const stops = [
    eachWhile(SECOND, () => grantCompensations(deps, () => over), deps.failed),
    eachWhile(60 * SECOND, () => lapseVouchers(deps), deps.failed),
    eachWhile(HOUR, () => deps.vouchers.forget(formatInstant(deps.now() - VOUCHER_KEPT_MS)), deps.failed),
  ];
  return async () => {
    over = true;
    await Promise.all(stops.map((stop) => stop()));
  };
}
