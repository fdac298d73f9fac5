import type { FenqiClient } from "@fenqi/client";
import { toCart } from "../cart/price.ts";
import type { PricedBasket } from "../cart/types.ts";
import type { Visit } from "../visit.ts";

/** What the store asks of the API. */
export type StoreClient = Pick<
  FenqiClient,
  | "quote"
  | "joinWaitlist"
  | "voucher"
  | "vouchers"
  | "redeemVoucher"
  | "option"
  | "replay"
  | "compare"
  | "plan"
  | "accept"
  | "setPlanContact"
  | "activate"
  | "makePlanLink"
>;
export type Quote = Awaited<ReturnType<FenqiClient["quote"]>>;
export type Option = Quote["options"][number];

export const MARKET = { market: "CN", channel: "web" } as const;
export const ZONE = "Asia/Shanghai";

/** The basket's quote, without rows: they come with what is chosen. */
export function askQuote(client: StoreClient, visit: Visit, basket: PricedBasket): Promise<Quote> {
  const { locale, shopper: ref, declinedBy } = visit;
  const shopper = { ref, ...(declinedBy.length > 0 && { declined_by: [...declinedBy] }) };
  return client.quote({ cart: toCart(basket, locale), ...MARKET, locale, shopper }, { schedules: "none" });
}

export function optionIn(quote: Quote, id: unknown): Option | undefined {
  return quote.options.find((option) => option.id === id);
}

/** The option with its rows and its whole disclosure; as it stands where only the issuer knows the price. */
export async function wholeOption(client: StoreClient, quote: Quote, option: Option): Promise<Option> {
  return option.total === null ? option : client.option({ token: quote.token, option: option.id });
}
