import { verifyWebhook, WebhookRefused } from "@fenqi/client";
import { Body, Controller, Headers, HttpCode, HttpException, Inject, Post } from "@nestjs/common";
import {
  isGraphQlErrorResult,
  Logger,
  OrderService,
  Payment,
  PaymentService,
  type RequestContext,
  RequestContextService,
  TransactionalConnection,
} from "@vendure/core";
import { PAYMENT_STATES, type Plan } from "../src/plan-payment.ts";
import { FenqiService } from "./fenqi.service.ts";

/** Where Fenqi says what became of a plan. */
export const WEBHOOK_PATH = "/fenqi/webhook";

/** A payment is written when its plan has been answered; so long it may take. Fenqi tells again after half an hour. */
const ON_ITS_WAY_MS = 15 * 60_000;
const ALIVE: ReadonlySet<Plan["state"]> = new Set(["pending_partner", "accepted"]);

/** Brings a payment to where its plan stands: what an event says is asked of Fenqi again, so that an old one does no harm. */
@Controller(WEBHOOK_PATH)
export class FenqiWebhookController {
  constructor(
    @Inject(FenqiService) private readonly fenqi: FenqiService,
    @Inject(TransactionalConnection) private readonly connection: TransactionalConnection,
    @Inject(RequestContextService) private readonly contexts: RequestContextService,
    @Inject(PaymentService) private readonly payments: PaymentService,
    @Inject(OrderService) private readonly orders: OrderService,
  ) {}

  @Post()
  @HttpCode(204)
  async hear(@Body() body: Buffer, @Headers() headers: Record<string, string>): Promise<void> {
    const about = await this.planOf(body, headers);
    if (about === undefined) return;
    const plan = await this.fenqi.client.plan(about);
    const ctx = await this.contexts.create({ apiType: "admin" });
    const payments = this.connection.getRepository(ctx, Payment);
    const payment = await payments.findOne({ where: { transactionId: plan.id } });
    if (!payment) return this.withoutPayment(ctx, plan);

    const wanted = PAYMENT_STATES[plan.state];
    const isOpen = payment.state === "AwaitingPartner" || (payment.state === "Authorized" && wanted === "Cancelled");
    if (!isOpen || wanted === "AwaitingPartner") return;
    const moved = await this.payments.transitionToState(ctx, payment.id, wanted);
    if (isGraphQlErrorResult(moved))
      Logger.warn(`a payment could not follow its plan: ${moved.message}`, "FenqiPlugin");
  }

  /**
   * A plan of no order of this shop is somebody else's. One of an order of ours whose payment was never written (the shop stopped in
   * between) is undone, so that nobody owes for what they did not get; before that the payment may still be on its way.
   */
  private async withoutPayment(ctx: RequestContext, plan: Plan): Promise<void> {
    const order = await this.orders.findOneByCode(ctx, plan.order_ref);
    if (!order || !ALIVE.has(plan.state)) return;
    if (Date.now() - Date.parse(plan.created_at) < ON_ITS_WAY_MS)
      throw new HttpException("its payment is not known yet", 404);
    await this.fenqi.client.cancelPlan(plan.id, {}, { idempotencyKey: `vendure-${plan.id}-unknown` });
  }

  /** The plan that an event is about; undefined for what is not about a plan. */
  private async planOf(body: Buffer, headers: Record<string, string>): Promise<string | undefined> {
    try {
      const event = await verifyWebhook(Uint8Array.from(body), headers, this.fenqi.options.webhookSecrets ?? []);
      return event.type.startsWith("plan.") ? event.subject : undefined;
    } catch (error) {
      if (error instanceof WebhookRefused) throw new HttpException(error.message, 400);
      throw error;
    }
  }
}
