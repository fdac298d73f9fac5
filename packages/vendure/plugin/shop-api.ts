import type { Quote } from "@fenqi/client";
import { Inject } from "@nestjs/common";
import { Mutation, Query, Resolver } from "@nestjs/graphql";
import { ActiveOrderService, Allow, Ctx, Permission, type RequestContext, Transaction } from "@vendure/core";
import { gql } from "graphql-tag";
import { FenqiService } from "./fenqi.service.ts";

/** What Vendure's own list of methods has no room for: what each way costs, and why, until when and what instead. */
export const SHOP_API = gql`
  """Every way to pay the active order over time or at once, and every way that is missing. Amounts in minor units."""
  type FenqiQuote {
    id: ID!
    "Short, to read out to customer service."
    code: String!
    createdAt: DateTime!
    expiresAt: DateTime!
    "Goes back with addPaymentToOrder as quote_token, together with the seal."
    token: String!
    seal: String!
    options: [FenqiOption!]!
    missing: [FenqiMissingWay!]!
    "The whole quote, for the <fenqi-checkout> element."
    json: JSON!
  }
  type FenqiOption {
    id: ID!
    partner: String!
    method: String!
    count: Int
    "normal or collapsed: a way that stands behind others now."
    prominence: String!
    "Null where only the card's issuer knows the price, like the figures after it."
    payToday: Money
    total: Money
    cost: Money
    "Percent a year, by the method of the market's law."
    rate: String
    runs: [FenqiRun!]!
    disclosure: JSON!
  }
  type FenqiRun {
    count: Int!
    amount: Money!
  }
  type FenqiMissingWay {
    offer: String!
    partner: String!
    method: String!
    count: Int
    reasons: [FenqiReason!]!
    back: FenqiBack!
    alternatives: [FenqiAlternative!]!
  }
  type FenqiReason {
    code: String!
    category: String!
    text: String!
  }
  "When it returns: at a time, within a window (from, until), more is said by a time (update_by), or none."
  type FenqiBack {
    kind: String!
    at: DateTime
    from: DateTime
    until: DateTime
    by: DateTime
  }
  type FenqiAlternative {
    option: ID!
    extraTotal: Money
    extraPerPeriod: Money
  }
  extend type Query {
    "Null where there is no active order, or nothing in it."
    fenqiQuote: FenqiQuote
  }
  extend type Mutation {
    "The shopper came back from a partner's page without agreeing: the plan that waits ends, and another way can be chosen."
    fenqiChooseAgain: Boolean!
  }
`;

@Resolver()
export class FenqiResolver {
  constructor(
    @Inject(FenqiService) private readonly fenqi: FenqiService,
    @Inject(ActiveOrderService) private readonly active: ActiveOrderService,
  ) {}

  @Query()
  @Allow(Permission.Owner)
  async fenqiQuote(@Ctx() ctx: RequestContext): Promise<object | null> {
    const order = await this.active.getActiveOrder(ctx, undefined);
    if (!order || order.totalWithTax === 0) return null;
    const { quote, seal } = await this.fenqi.quote(ctx, order.id);
    return { ...shown(quote), seal };
  }

  @Transaction()
  @Mutation()
  @Allow(Permission.Owner)
  async fenqiChooseAgain(@Ctx() ctx: RequestContext): Promise<boolean> {
    const order = await this.active.getActiveOrder(ctx, undefined);
    return order ? this.fenqi.chooseAgain(ctx, order.id) : false;
  }
}

const shown = (quote: Quote) => ({
  ...{ id: quote.id, code: quote.code, token: quote.token, json: quote },
  createdAt: new Date(quote.created_at),
  expiresAt: new Date(quote.expires_at),
  options: quote.options.map((option) => ({
    ...option,
    partner: option.partner.name,
    payToday: option.pay_today,
    rate: option.rate?.headline ?? null,
  })),
  missing: quote.missing.map((way) => ({
    ...way,
    partner: way.partner.name,
    reasons: way.causes.map(({ code, category, explanation }) => ({ code, category, text: explanation.text })),
    back: shownBack(way.back),
    alternatives: way.alternatives.map(({ option, extra_total, extra_per_period }) => ({
      ...{ option, extraTotal: extra_total, extraPerPeriod: extra_per_period },
    })),
  })),
});

function shownBack({ kind, ...times }: Quote["missing"][number]["back"]) {
  const named = Object.entries(times).map(([name, at]) => [name, new Date(at as string)]);
  return { kind, ...Object.fromEntries(named) };
}
