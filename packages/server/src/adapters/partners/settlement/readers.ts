import type { ReadSettlementFile } from "../../../engine/ports.ts";
import { readAlipayFile } from "./alipay-file.ts";
import { readSandboxFile } from "./sandbox-file.ts";
import { readStripeFile } from "./stripe-file.ts";

/** The reader of each adapter's settlement files. */
export const SETTLEMENT_READERS = {
  sandbox: readSandboxFile,
  alipay: readAlipayFile,
  stripe: readStripeFile,
} as const satisfies { readonly [adapter: string]: ReadSettlementFile };
