import { formatInstant } from "@fenqi/core/calendar";
import type { Clock, ShopperStore } from "../engine/ports.ts";

const EVERY_MS = 60 * 60 * 1000;
const DAY_MS = 24 * EVERY_MS;
/** Quotes, and whose an ended plan was: as long as a trade can be argued over. Source: E-Commerce Law of China, article 31. */
const TRADED_MS = 3 * 366 * DAY_MS;
/** What partners told, and what sandbox channels kept: far longer than anything is told again. */
const TOLD_MS = 90 * DAY_MS;

/** Forgets each hour what was kept of shoppers for long enough. Returns how to stop. */
export function forgetShoppers(
  shoppers: Pick<ShopperStore, "forget">,
  now: Clock,
  failed: (error: unknown) => void,
): () => void {
  const timer = setInterval(() => {
    const traded = formatInstant(now() - TRADED_MS);
    shoppers.forget({ quotes: traded, plans: traded, callbacks: formatInstant(now() - TOLD_MS) }).catch(failed);
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
