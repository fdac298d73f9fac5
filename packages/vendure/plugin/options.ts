import type { Order, OrderLine, RequestContext } from "@vendure/core";
import type { Described, Question } from "../src/order-question.ts";

/** How this shop stands to Fenqi. */
export interface FenqiOptions {
  /** Address of the Fenqi server, without a trailing slash. */
  readonly url: string;
  /** Of the shop's server; it never leaves it. */
  readonly secretKey: string;
  /** Secrets of the webhook endpoint `/fenqi/webhook` (`whsec_…`); two while one takes the other's place. None: events are refused. */
  readonly webhookSecrets?: readonly string[];
  /** The market of an order, as an ISO country. Absent: the country that it is shipped to, and `CN` before that is known. */
  readonly market?: (ctx: RequestContext, order: Order) => string;
  /** Absent: `web`. */
  readonly channel?: string;
  /**
   * Category and tags of a line, by which offers are addressed. Absent: the codes of its values of the facets `category` (the first)
   * and `tag`, and `other` where there is none.
   */
  readonly describe?: (line: OrderLine) => Described;
  /** What the shop knows of the shopper. Absent: the customer's id, where they are signed in, as `ref`. */
  readonly shopper?: (ctx: RequestContext, order: Order) => Question["shopper"];
  /** IANA zone in which the shopper is told when a way is back. Absent: `Asia/Shanghai`. */
  readonly timeZone?: string;
}

/** The name under which Vendure hands the options to what needs them. */
export const FENQI_OPTIONS = Symbol("FENQI_OPTIONS");
