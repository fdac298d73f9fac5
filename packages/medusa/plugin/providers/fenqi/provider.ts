import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  Logger,
  ProviderWebhookPayload,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types";
import { AbstractPaymentProvider, BigNumber, MedusaError } from "@medusajs/framework/utils";
import {
  type Amount,
  abandon,
  authorise,
  begin,
  CapturedInPart,
  cancel,
  capture,
  connectToPay,
  type Deps,
  FenqiProblem,
  giveBack,
  heard,
  look,
  readKept,
  readOptions,
  type SessionData,
  toMinor,
  WebhookRefused,
} from "../../../src/index.ts";

/** Of the payment module, in which a provider lives: its log, and what it stores of sessions and captures. */
interface PaymentModule {
  readonly logger: Logger;
  readonly paymentSessionService: {
    list(where: { readonly id: string }): Promise<readonly { readonly payment_collection_id: string }[]>;
  };
  readonly captureService: {
    retrieve(id: string, config: object): Promise<{ readonly payment: { readonly captures: Iterable<Captured> } }>;
  };
}

interface Captured {
  readonly raw_amount: { readonly value: string | number };
}

/** Fenqi among Medusa's payment providers: `pp_fenqi_fenqi` where it is registered with the id `fenqi`. */
export class FenqiPaymentProvider extends AbstractPaymentProvider<Record<string, unknown>> {
  static override identifier = "fenqi";
  readonly #deps: Deps;
  readonly #logger: Logger;
  readonly #sessions: PaymentModule["paymentSessionService"];
  readonly #captures: PaymentModule["captureService"];

  static override validateOptions(options: Record<string, unknown>): void {
    readOptions(options);
  }

  constructor(cradle: PaymentModule, given: Record<string, unknown>) {
    super(cradle as unknown as Record<string, unknown>, given);
    const options = readOptions(given);
    this.#deps = { fenqi: connectToPay(options), options, now: Date.now };
    this.#logger = cradle.logger;
    this.#sessions = cradle.paymentSessionService;
    this.#captures = cradle.captureService;
  }

  async initiatePayment({ amount, currency_code, data }: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const begun = await this.#begin(amount as Amount, currency_code, data);
    return { id: begun.session_id, status: "pending", data: { ...begun } };
  }

  /** Medusa makes a new session where the cart changes, and seldom comes here; where it does, only what is asked for changes. */
  async updatePayment({ amount, currency_code, data }: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    const plan = data?.plan;
    const begun = await this.#begin(amount as Amount, currency_code, data);
    return { data: { ...data, ...begun, plan: plan ?? null } };
  }

  async #isThere(session: string): Promise<boolean> {
    return (await this.#sessions.list({ id: session })).length > 0;
  }

  async #begin(amount: Amount, currency: string, data: SessionData | undefined) {
    const [session] = await this.#sessions.list({ id: String(data?.session_id) });
    if (!session) throw new MedusaError(MedusaError.Types.NOT_FOUND, `${data?.session_id} is no payment session`);
    const collection = session.payment_collection_id;
    return refusing(() => begin(data, { amount: toMinor(amount, currency), currency, collection }));
  }

  async deletePayment({ data }: DeletePaymentInput): Promise<DeletePaymentOutput> {
    await abandon(this.#deps.fenqi, data);
    return { data: data ?? {} };
  }

  async authorizePayment({ data }: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    const authorised = await authorise(this.#deps, data, () => this.#isThere(readKept(data).session_id));
    if (!authorised.ok) {
      const { code, message } = authorised.error;
      throw new MedusaError(MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, message, code);
    }
    const { standing: status, data: kept } = authorised.value;
    return { status, data: { ...kept } };
  }

  /** Medusa says for which capture it asks, and not how much that is: it has written it down. */
  async capturePayment({ data, context }: CapturePaymentInput): Promise<CapturePaymentOutput> {
    const asked = context?.idempotency_key;
    if (!asked) throw new MedusaError(MedusaError.Types.INVALID_DATA, "a capture needs its id as the idempotency key");
    const { payment } = await this.#captures.retrieve(asked, { relations: ["payment.captures"] });
    const captured = [...payment.captures].map(({ raw_amount }) => raw_amount);
    return { data: { ...(await saying(capture(this.#deps.fenqi, data, captured))) } };
  }

  async refundPayment({ amount, data, context }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const refund = context?.idempotency_key;
    if (!refund) throw new MedusaError(MedusaError.Types.INVALID_DATA, "a refund needs its id as the idempotency key");
    return { data: { ...(await saying(giveBack(this.#deps.fenqi, data, { amount: amount as Amount, refund }))) } };
  }

  async cancelPayment({ data }: CancelPaymentInput): Promise<CancelPaymentOutput> {
    return { data: { ...(await saying(cancel(this.#deps.fenqi, data))) } };
  }

  async retrievePayment({ data }: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    return { data: { ...(await look(this.#deps.fenqi, data)).data } };
  }

  async getPaymentStatus({ data }: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    const { standing: status, data: kept } = await look(this.#deps.fenqi, data);
    return { status, data: { ...kept } };
  }

  /** One that Fenqi has not signed is refused: nothing comes of it, and it is not tried again. */
  async getWebhookActionAndData(payload: ProviderWebhookPayload["payload"]): Promise<WebhookActionResult> {
    const { fenqi, options, now } = this.#deps;
    const raw = typeof payload.rawData === "string" ? payload.rawData : new Uint8Array(payload.rawData);
    const headers = payload.headers as { readonly [name: string]: string };
    try {
      const secrets = options.webhookSecrets;
      const incoming = { raw, headers, secrets, now: now(), isThere: (session: string) => this.#isThere(session) };
      const { action, data } = await heard(fenqi, incoming);
      return data ? { action, data: { ...data, amount: new BigNumber(data.amount) } } : { action };
    } catch (refused) {
      if (!(refused instanceof WebhookRefused)) throw refused;
      this.#logger.warn(`fenqi: ${refused.message}`);
      return { action: "not_supported" };
    }
  }
}

/** What cannot be done with a plan is said to the people of the shop: Medusa tells nothing of an error that is not its own. */
async function saying<T>(doing: Promise<T>): Promise<T> {
  try {
    return await doing;
  } catch (error) {
    if (!(error instanceof CapturedInPart || error instanceof FenqiProblem)) throw error;
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, error.message);
  }
}

/** What cannot be read is the caller's, not a fault. */
function refusing<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, (error as Error).message);
  }
}
