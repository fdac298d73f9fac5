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
  cancel,
  capture,
  connectToPay,
  type Deps,
  giveBack,
  heard,
  look,
  readOptions,
  toMinor,
  WebhookRefused,
} from "../../../src/index.ts";

/** Fenqi among Medusa's payment providers: `pp_fenqi_fenqi` where it is registered with the id `fenqi`. */
export class FenqiPaymentProvider extends AbstractPaymentProvider<Record<string, unknown>> {
  static override identifier = "fenqi";
  readonly #deps: Deps;
  readonly #logger: Logger;

  static override validateOptions(options: Record<string, unknown>): void {
    readOptions(options);
  }

  constructor(cradle: { readonly logger: Logger }, given: Record<string, unknown>) {
    super(cradle as unknown as Record<string, unknown>, given);
    const options = readOptions(given);
    this.#deps = { fenqi: connectToPay(options), options, now: Date.now };
    this.#logger = cradle.logger;
  }

  async initiatePayment({ amount, currency_code, data }: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const begun = refusing(() => begin(data, toMinor(amount as Amount, currency_code), currency_code));
    return { id: begun.session_id, status: "pending", data: { ...begun } };
  }

  /** Medusa makes a new session where the cart changes, and seldom comes here; where it does, only what is asked for changes. */
  async updatePayment({ amount, currency_code, data }: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    const plan = data?.plan;
    const begun = refusing(() => begin(data, toMinor(amount as Amount, currency_code), currency_code));
    return { data: { ...data, ...begun, plan: plan ?? null } };
  }

  async deletePayment({ data }: DeletePaymentInput): Promise<DeletePaymentOutput> {
    await abandon(this.#deps.fenqi, data);
    return { data: data ?? {} };
  }

  async authorizePayment({ data }: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    const authorised = await authorise(this.#deps, data);
    if (!authorised.ok) {
      const { code, message } = authorised.error;
      throw new MedusaError(MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, message, code);
    }
    const { standing: status, data: kept } = authorised.value;
    return { status, data: { ...kept } };
  }

  async capturePayment({ data }: CapturePaymentInput): Promise<CapturePaymentOutput> {
    return { data: { ...(await capture(this.#deps.fenqi, data)) } };
  }

  async refundPayment({ amount, data, context }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const refund = context?.idempotency_key;
    if (!refund) throw new MedusaError(MedusaError.Types.INVALID_DATA, "a refund needs its id as the idempotency key");
    return { data: { ...(await giveBack(this.#deps.fenqi, data, { amount: amount as Amount, refund })) } };
  }

  async cancelPayment({ data }: CancelPaymentInput): Promise<CancelPaymentOutput> {
    return { data: { ...(await cancel(this.#deps.fenqi, data)) } };
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
      const { action, data } = await heard(fenqi, { raw, headers, secrets: options.webhookSecrets, now: now() });
      return data ? { action, data: { ...data, amount: new BigNumber(data.amount) } } : { action };
    } catch (refused) {
      if (!(refused instanceof WebhookRefused)) throw refused;
      this.#logger.warn(`fenqi: ${refused.message}`);
      return { action: "not_supported" };
    }
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
