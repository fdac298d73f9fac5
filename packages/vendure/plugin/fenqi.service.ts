import {
  type Choice,
  ChoiceUnusable,
  createClient,
  type FenqiClient,
  FenqiProblem,
  isSealed,
  type Quote,
  readChoice,
  sealQuote,
} from "@fenqi/client";
import { REFUSAL_WORDS, type RefusalCode, sayRefusal } from "@fenqi/words";
import { Inject, Injectable } from "@nestjs/common";
import {
  assertFound,
  type CreatePaymentErrorResult,
  type CreatePaymentResult,
  type EntityRelationPaths,
  type FacetValue,
  type ID,
  isGraphQlErrorResult,
  Logger,
  Order,
  type OrderLine,
  OrderService,
  type Payment,
  type PaymentMetadata,
  PaymentService,
  type RequestContext,
  TransactionalConnection,
  totalCoveredByPayments,
  UserInputError,
} from "@vendure/core";
import { nearestLocale, type OrderFacts, orderQuestion, type Question } from "../src/order-question.ts";
import { PAYMENT_STATES, type Plan, publicFacts } from "../src/plan-payment.ts";
import { FENQI_OPTIONS, type FenqiOptions } from "./options.ts";

/** A shopper waits for it; without it the shop still shows its other ways. */
const QUOTE_MS = 3_000;
const LOADED: EntityRelationPaths<Order>[] = [
  "lines",
  "lines.productVariant",
  "lines.productVariant.facetValues",
  "lines.productVariant.facetValues.facet",
  "lines.productVariant.product",
  "lines.productVariant.product.facetValues",
  "lines.productVariant.product.facetValues.facet",
  "surcharges",
  "shippingLines",
  "customer",
];

export interface SealedQuote {
  readonly quote: Quote;
  /** Goes back with the token when the order is paid. */
  readonly seal: string;
}

/** Why a payment does not go on, told to the shopper. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** Orders of the shop, and what Fenqi says of them. */
@Injectable()
export class FenqiService {
  readonly client: FenqiClient;
  readonly options: FenqiOptions;

  constructor(
    @Inject(FENQI_OPTIONS) options: FenqiOptions,
    @Inject(OrderService) private readonly orders: OrderService,
    @Inject(PaymentService) private readonly payments: PaymentService,
    @Inject(TransactionalConnection) private readonly connection: TransactionalConnection,
  ) {
    this.options = options;
    this.client = createClient({ baseUrl: options.url, key: options.secretKey });
  }

  /** Every way to pay an order, and every missing one. Throws FenqiProblem. */
  async quote(ctx: RequestContext, orderId: ID, schedules: "all" | "none" = "all"): Promise<SealedQuote> {
    const question = await this.question(ctx, orderId);
    const quote = await this.client.quote(question, { schedules, signal: AbortSignal.timeout(QUOTE_MS) });
    return { quote, seal: await sealQuote(this.options.secretKey, quote.token, askedFor(question)) };
  }

  /**
   * Makes the chosen option a plan. What cannot be one is declined, in the shopper's language; what is not understood is an error.
   * The same choice of the same order, sent again, is the same plan. Of two that are made at once, the second finds the first's payment.
   */
  async pay(
    ctx: RequestContext,
    order: Order,
    amount: number,
    metadata: PaymentMetadata,
  ): Promise<CreatePaymentResult | CreatePaymentErrorResult> {
    const locale = nearestLocale(ctx.languageCode);
    const tell = ({ code, message }: Refusal): CreatePaymentResult => ({
      ...{ amount, state: "Declined", errorMessage: message },
      metadata: { public: { code, reason: message } },
    });
    const declined = (code: RefusalCode) => tell({ code, message: REFUSAL_WORDS[locale][code] });
    const payments = await this.alone(ctx, order.id);
    if (payments.some(isWaiting)) return declined("partner_waits");
    const toPay = order.totalWithTax - totalCoveredByPayments(new Order({ payments }));
    if (toPay !== amount) return declined(toPay > 0 ? "amount_mismatch" : "nothing_to_pay");
    try {
      const choice = readChoice(metadata);
      if (!(await this.isOfThisOrder(ctx, order.id, choice))) return declined("cart_changed");
      // As it stands now: a choice that was made before is the same plan, and may have ended since.
      const plan = await this.client.plan((await this.accept(order, choice)).id);
      const state = PAYMENT_STATES[plan.state];
      if (state === "Cancelled") return declined("cancelled");
      if (state === "Declined") return declined("partner_declined");
      if (plan.amount !== amount || plan.currency !== order.currencyCode) {
        await this.client.cancelPlan(plan.id, {}, { idempotencyKey: `vendure-${plan.id}-unlike` });
        return declined("amount_mismatch");
      }
      return {
        ...{ amount, state, transactionId: plan.id },
        metadata: { option: choice.option, public: publicFacts(plan) },
      };
    } catch (error) {
      if (error instanceof ChoiceUnusable) return { amount, state: "Error", errorMessage: `metadata.${error.message}` };
      return tell(this.said(ctx, error));
    }
  }

  /** What Fenqi refused, in the shopper's language. What is no refusal of Fenqi's is a fault, and thrown on. */
  said(ctx: RequestContext, error: unknown): Refusal {
    if (!(error instanceof FenqiProblem)) throw error;
    Logger.warn(`refused: ${error.code} ${error.requestId ?? ""}`, "FenqiPlugin");
    const { timeZone: zone = "Asia/Shanghai" } = this.options;
    return sayRefusal(error, { locale: nearestLocale(ctx.languageCode), zone, at: new Date().toISOString() });
  }

  /** Ends the plans that wait for a partner's answer, so that the shopper can choose again. False where there was none. */
  async chooseAgain(ctx: RequestContext, orderId: ID): Promise<boolean> {
    const waiting = (await this.alone(ctx, orderId)).filter(isWaiting);
    for (const { id } of waiting) {
      const ended = await this.payments.cancelPayment(ctx, id);
      if (isGraphQlErrorResult(ended)) throw new UserInputError(ended.message);
    }
    return waiting.length > 0;
  }

  /**
   * An order's payments, once nobody else pays or chooses again: until the request's transaction ends the order is its own. SQLite, which has
   * one connection, knows no locks and needs none.
   */
  private async alone(ctx: RequestContext, orderId: ID): Promise<Payment[]> {
    if (LOCKING.test(this.connection.rawConnection.options.type)) {
      const order = this.connection.getRepository(ctx, Order).createQueryBuilder("the_order");
      await order.select("the_order.id").setLock("pessimistic_write").where({ id: orderId }).getRawOne();
    }
    return this.orders.getOrderPayments(ctx, orderId);
  }

  private accept({ code }: Order, { quote_token, seal, option, consent, return_url }: Choice): Promise<Plan> {
    const request = { quote_token, option, order_ref: code, consent, ...(return_url && { return_url }) };
    return this.client.accept(request, { idempotencyKey: `vendure-${code}-${seal.slice(0, 32)}-${option}` });
  }

  private async isOfThisOrder(ctx: RequestContext, orderId: ID, { quote_token, seal }: Choice): Promise<boolean> {
    const question = await this.question(ctx, orderId);
    return isSealed(this.options.secretKey, quote_token, askedFor(question), seal);
  }

  private async question(ctx: RequestContext, orderId: ID): Promise<Question> {
    const order = await assertFound(this.orders.findOne(ctx, orderId, [...LOADED]));
    const { market = shippedTo, channel = "web", describe = byFacets, shopper = byCustomer } = this.options;
    const known = shopper(ctx, order);
    return orderQuestion(order as OrderFacts, {
      market: market(ctx, order) as Question["market"],
      channel,
      locale: nearestLocale(ctx.languageCode),
      describe: (line) => describe(line as OrderLine),
      ...(known && { shopper: known }),
    });
  }
}

/** The same in whichever language it is asked. */
const askedFor = ({ locale: _, ...rest }: Question) => rest;
const LOCKING = /^(postgres|mysql|mariadb|aurora|cockroachdb)/;
const isWaiting = ({ state }: Payment) => state === "AwaitingPartner";
const shippedTo = (_: RequestContext, { shippingAddress }: Order) => shippingAddress?.countryCode ?? "CN";
const byCustomer = (_: RequestContext, { customer }: Order) =>
  customer?.user ? { ref: `customer-${customer.id}` } : undefined;

function byFacets({ productVariant }: OrderLine) {
  const values = [...productVariant.facetValues, ...productVariant.product.facetValues];
  const codes = (facet: string) =>
    values.filter((value: FacetValue) => value.facet.code === facet).map(({ code }) => code);
  return { category: codes("category")[0] ?? "other", tags: [...new Set(codes("tag"))] };
}
