import type { Method } from "@fenqi/core/offer";
import type { Authorisation, FundingAsk, PartnerTerm } from "../../../engine/ports.ts";
import { type PartnerAdapter, PartnerFailure } from "../adapter.ts";
import { readAlipayFile } from "../settlement/alipay-file.ts";
import { type AlipayAddress, alipayGateway } from "./gateway.ts";
import { cancel, capture, findMovement, refund } from "./move.ts";
import { readNotify } from "./notify.ts";
import { COUNTS, findTrade, payPage, type Trade } from "./trade.ts";

const METHOD: Method = "wallet_instalments";

/** A number that nobody pays under: to ask for it is to see whether Alipay answers. */
const NOBODY = "fenqi_terms";

const MOVES = { capture, cancel, refund } as const;

/** Huabei instalments at Alipay: the shopper agrees and pays on Alipay's page, and Alipay tells us. */
export function alipay(address: AlipayAddress, now: () => number): PartnerAdapter {
  const gateway = alipayGateway(address);
  return {
    /** Alipay describes no terms: the documented counts, as long as it answers. */
    async describeTerms(method, signal) {
      await findTrade(gateway, NOBODY, signal);
      return method === METHOD ? COUNTS.map((count): PartnerTerm => ({ method, count, currency: "CNY" })) : [];
    },
    /** Alipay decides about a shopper when they are on its page. */
    preCheck: async (ask) => ({ state: isOffered(ask) ? "likely" : "declined" }),
    async authorise(ask, _key, signal) {
      if (!isOffered(ask)) throw new PartnerFailure("refused");
      const trade = await findTrade(gateway, ask.reference, signal);
      if (trade && trade.amount !== ask.amount) throw new PartnerFailure("refused");
      const known = trade && toAuthorisation(trade, ask);
      if (known && known.state !== "pending") return known;
      const redirect = await payPage(gateway, address, ask, now());
      return { ...(known ?? { state: "pending", partnerId: ask.reference, reference: ask.reference }), redirect };
    },
    async lookUp(ask, signal) {
      const trade = await findTrade(gateway, ask.reference, signal);
      if (trade && trade.amount !== ask.amount) throw new PartnerFailure("mismatch");
      return trade && toAuthorisation(trade, ask);
    },
    move: (ask, signal) => MOVES[ask.kind](gateway, ask, signal),
    lookUpMovement: (ask, signal) => findMovement(gateway, ask, signal),
    readCallback: (message) => readNotify(gateway, address.appId, message),
    readSettlementFile: readAlipayFile,
  };
}

const isOffered = ({ method, count, currency, reference }: FundingAsk): boolean =>
  method === METHOD && COUNTS.includes(count) && currency === "CNY" && /^\w{1,64}$/.test(reference);

function toAuthorisation({ status, tradeNo, paid }: Trade, { reference }: FundingAsk): Authorisation {
  const open = status === "WAIT_BUYER_PAY" ? "pending" : "declined";
  return { state: paid ? "approved" : open, partnerId: tradeNo, reference };
}
