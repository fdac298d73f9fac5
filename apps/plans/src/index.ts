import type { FenqiClient } from "@fenqi/client";
import {
  acceptForms,
  answerWithPages,
  chooseLocale,
  chooseTheme,
  formOf,
  fromElsewhere,
  readCookie,
  SHELL_ASSETS,
  sendPage,
  sendProblemPage,
  serveAssets,
  setCookie,
} from "@fenqi/shell";
import { plansWords } from "@fenqi/words/pages/plans";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { PLANS_STYLE } from "./look.ts";
import { nextOf, type OwnPlan, type PlanPayment, unpaid } from "./model.ts";
import { ownPlan } from "./own-plan.ts";
import { type Payment, payPage, saidPage } from "./pay-page.ts";
import type { PlansVisit } from "./plans-frame.ts";
import { plansPage } from "./plans-page.ts";
import { statementCsv, statementPage } from "./statement.ts";

export interface PlansPagesOptions {
  /** Speaks to the public API, without a key: what is shown is what the visitor's link opens. */
  readonly client: Pick<FenqiClient, "openPlanLink" | "linkedStatement">;
  /** Takes payments for the store; without it, paying happens at the store's own address. */
  readonly pay?: Pick<FenqiClient, "repay" | "quoteSettlement" | "settle" | "doToPlan">;
}

/** The link's token, kept for this browser; nobody's script can read it. */
const COOKIE = "fenqi_plans";
const KEPT_SECONDS = 24 * 3_600;

interface Opened {
  readonly visit: PlansVisit;
  readonly plans: readonly OwnPlan[];
  readonly payUrl: string | null;
}

type Kind = "pay" | "settle" | "buyout";
type Params = { Params: { id: string } };
type Paying = { Params: { id: string; kind: Kind } };

/** My plans at /plans: opened by a signed link of the store's, works without JavaScript, never kept by caches. */
export async function plansPages(fastify: FastifyInstance, { client, pay }: PlansPagesOptions): Promise<void> {
  answerWithPages(fastify);
  acceptForms(fastify);
  serveAssets(fastify, [...SHELL_ASSETS, PLANS_STYLE]);
  fastify.addHook("onSend", async (request, reply) => {
    if (!request.url.startsWith("/plans")) return;
    reply.header("cache-control", "private, no-store");
    reply.header("referrer-policy", "no-referrer");
  });

  /** Opens what the visitor's link names; undefined when it was answered already. */
  const open = async (request: FastifyRequest, reply: FastifyReply): Promise<Opened | undefined> => {
    const look = { locale: chooseLocale(request, reply), theme: chooseTheme(request, reply), url: request.url };
    const token = readCookie(request, COOKIE);
    const opened = token ? await client.openPlanLink(token).catch(gone) : undefined;
    if (opened === undefined) {
      const words = plansWords(look.locale);
      const now = new Date().toISOString();
      const visit = { ...look, today: now.slice(0, 10), now, zone: "UTC", canPay: false };
      await (token
        ? sendPage(reply, saidPage(visit, words.linkGone, words.linkGoneLead), 403)
        : sendPage(reply, saidPage(visit, words.noLink, words.noLinkLead)));
      return undefined;
    }
    const { today, now, time_zone: zone, plans, pay_url: payUrl } = opened;
    const canPay = payUrl !== null || pay !== undefined;
    const visit: PlansVisit = { ...look, today, now, zone, canPay };
    return { visit, plans: plans.map((each) => ownPlan(each, look.locale)), payUrl };
  };

  /** Opens one plan; answers 404 where the link does not name it. */
  const openOne = async (request: FastifyRequest, reply: FastifyReply) => {
    const opened = await open(request, reply);
    if (opened === undefined) return undefined;
    const plan = opened.plans.find(({ id }) => id === (request.params as Params["Params"]).id);
    if (plan !== undefined) return { ...opened, plan };
    await sendProblemPage(request, reply, 404);
    return undefined;
  };

  fastify.get("/plans", async (request, reply) => {
    const { token, done } = request.query as { readonly token?: unknown; readonly done?: unknown };
    if (typeof token === "string" && token !== "") {
      setCookie(reply, COOKIE, token, { maxAgeSeconds: KEPT_SECONDS });
      // A letter's link names its language.
      chooseLocale(request, reply);
      return reply.redirect("/plans", 303);
    }
    const opened = await open(request, reply);
    if (opened === undefined) return reply;
    const words = plansWords(opened.visit.locale);
    const said = {
      ...{ paid: words.paidDone, settled: words.settledDone },
      ...{ bought: words.boughtDone, refused: words.refused },
    }[String(done)];
    return sendPage(reply, plansPage(opened.visit, opened.plans, said));
  });

  fastify.get<Params>("/plans/:id/statement", async (request, reply) => {
    const opened = await openOne(request, reply);
    return opened ? sendPage(reply, statementPage(opened.visit, opened.plan)) : reply;
  });
  fastify.get<Params>("/plans/:id/statement.pdf", async (request, reply) => {
    const token = readCookie(request, COOKIE);
    const locale = chooseLocale(request, reply);
    const plan = request.params.id;
    const bytes = token ? await client.linkedStatement({ token, plan, locale }).catch(gone) : undefined;
    // Whatever is amiss, the page says it as it does for the sheet.
    if (bytes === undefined) return (await openOne(request, reply)) ? sendProblemPage(request, reply, 404) : reply;
    reply.header("content-disposition", `attachment; filename="${plan}.pdf"`);
    return reply.type("application/pdf").send(bytes);
  });
  fastify.get<Params>("/plans/:id/statement.csv", async (request, reply) => {
    const opened = await openOne(request, reply);
    if (opened === undefined) return reply;
    reply.header("content-disposition", `attachment; filename="${opened.plan.id}.csv"`);
    return reply.type("text/csv; charset=utf-8").send(statementCsv(opened.plan));
  });

  fastify.get<Paying>("/plans/:id/:kind(pay|settle|buyout)", async (request, reply) => {
    const opened = await openOne(request, reply);
    if (opened === undefined) return reply;
    const { plan, visit, payUrl } = opened;
    const { kind } = request.params;
    const due = await dueFor(plan, kind);
    if (due === undefined) return reply.redirect("/plans?done=refused", 303);
    if (payUrl !== null) return reply.redirect(addressOf(payUrl, plan, kind, due.amount), 303);
    if (pay === undefined) return sendProblemPage(request, reply, 404);
    return sendPage(reply, payPage(visit, plan, { kind, reference: referenceOf(plan, due.row), ...due }));
  });

  /** What is to be paid: the next payment, everything by a fresh quote, or what owning leased goods comes to. */
  async function dueFor(plan: OwnPlan, kind: Kind): Promise<Omit<Payment, "kind" | "reference"> | undefined> {
    if (kind === "pay") {
      const row = nextOf(plan);
      return row && { amount: unpaid(row), row };
    }
    if (kind === "buyout") {
      const amount = plan.lease?.buyout ?? undefined;
      return amount === undefined ? undefined : { amount };
    }
    if (plan.settlement === null) return undefined;
    if (pay === undefined) return { amount: plan.settlement.total };
    const quoted = await pay.quoteSettlement(plan.id).catch(gone);
    return quoted && { amount: quoted.total, settlement: { quote: quoted.settlement_quote, saving: quoted.saving } };
  }

  fastify.post<Paying>("/plans/:id/:kind(pay|settle|buyout)", async (request, reply) => {
    if (pay === undefined || fromElsewhere(request.headers)) return sendProblemPage(request, reply, 403);
    const opened = await openOne(request, reply);
    if (opened === undefined) return reply;
    const { id, kind } = request.params;
    const { reference = "", amount = "", quote = "" } = formOf(request.body);
    const once = { idempotencyKey: reference };
    const take: { readonly [K in Kind]: () => Promise<unknown> } = {
      pay: () => pay.repay(id, { amount: Number(amount), reference }, once),
      settle: () => pay.settle(id, { settlement_quote: quote }, once),
      buyout: () => pay.doToPlan(id, { buy_out: {} }, once),
    };
    const done = await take[kind]().then(() => DONE[kind], gone);
    return reply.redirect(`/plans?done=${done ?? "refused"}`, 303);
  });
}

/**
 * What a payment is known by. An ordinary one is named after what it pays, so that two tabs, and a page that was gone back to, ask for
 * the same one; a settlement's quote and a buyout end the plan, and cannot be done twice.
 */
const referenceOf = ({ id }: OwnPlan, row: PlanPayment | undefined): string =>
  `my-plans-${row === undefined ? crypto.randomUUID() : `${id}-${row.n}-${row.paid}-${row.total}`}`;

const DONE = { pay: "paid", settle: "settled", buyout: "bought" } as const;

/** Undefined for a refusal; what is broken stays an error. */
const gone = (error: { status?: number }): undefined => {
  if ((error.status ?? 500) >= 500) throw error;
  return undefined;
};

function addressOf(payUrl: string, plan: OwnPlan, kind: string, amount: number): string {
  const url = new URL(payUrl);
  for (const [name, value] of Object.entries({ plan: plan.id, kind, amount: String(amount) })) {
    url.searchParams.set(name, value);
  }
  return url.href;
}
