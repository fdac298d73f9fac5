import { AsyncLocalStorage } from "node:async_hooks";
import type { Stripe } from "stripe";
import { PartnerFailure } from "../adapter.ts";
import { askForText, parseAnswer } from "../http-call.ts";

export interface StripeAddress {
  /** `https://api.stripe.com` */
  readonly url: string;
  readonly secretKey: string;
  /** Signs webhooks: `whsec_…`. */
  readonly webhookSecret: string;
  /** The store's own page with Stripe's fields for the card; the ids of the payment are added to it. */
  readonly payUrl: string;
  /** What the account charges in, and the counts in which its cards may be split. */
  readonly currency: string;
  readonly counts: readonly number[];
}

export interface StripeClient {
  /** The official SDK, loaded when it is first needed. */
  sdk(): Promise<Stripe>;
  /** One call that ends with the signal; throws PartnerFailure for anything but an answer. */
  call<T>(signal: AbortSignal, ask: (stripe: Stripe) => Promise<T>): Promise<T>;
  /** The same; `replayed`: the answer is the one that the key got first, however things stand now. */
  callOnce<T>(
    signal: AbortSignal,
    ask: (stripe: Stripe) => Promise<T>,
  ): Promise<{ readonly value: T; readonly replayed: boolean }>;
}

/** A call under way, and how its line failed. */
interface Call {
  readonly signal: AbortSignal;
  failure?: unknown;
  replayed: boolean;
}

/** Stripe says no in words of its own with these. */
const SAID_NO = [400, 401, 402, 403, 404, 409];

/** A request that another of the same key is still busy with. */
const CONFLICT = 409;

/** The official SDK; its requests are sent by our own call, which holds to deadlines and sizes. */
export function stripeClient({ url, secretKey }: StripeAddress): StripeClient {
  const calls = new AsyncLocalStorage<Call>();
  const { hostname, port, protocol } = new URL(url);
  let loaded: Promise<Stripe> | undefined;

  const send = async (address: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const call = calls.getStore()!;
    try {
      const { status, text, headers } = await askForText(String(address), { ...init, signal: call.signal }, SAID_NO);
      parseAnswer(text);
      call.replayed = headers.get("idempotent-replayed") === "true";
      return new Response(text, { status });
    } catch (error) {
      call.failure = error;
      throw error;
    }
  };

  async function load(): Promise<Stripe> {
    const { Stripe } = await import("stripe");
    return new Stripe(secretKey, {
      host: hostname,
      port: port || (protocol === "http:" ? 80 : 443),
      protocol: protocol === "http:" ? "http" : "https",
      httpClient: Stripe.createFetchHttpClient(send),
      maxNetworkRetries: 0,
      telemetry: false,
    });
  }

  const sdk = () => {
    loaded ??= load();
    return loaded;
  };
  const callOnce: StripeClient["callOnce"] = async (signal, ask) => {
    const stripe = await sdk();
    const call: Call = { signal, replayed: false };
    try {
      const value = await calls.run(call, () => ask(stripe));
      return { value, replayed: call.replayed };
    } catch (error) {
      throw call.failure ?? toFailure(error);
    }
  };
  return { sdk, callOnce, call: async (signal, ask) => (await callOnce(signal, ask)).value };
}

function toFailure(error: unknown): unknown {
  const { statusCode } = error as { readonly statusCode?: number };
  if (statusCode === undefined) return error;
  if (statusCode === CONFLICT) return new PartnerFailure("server_error", { cause: error });
  return new PartnerFailure(SAID_NO.includes(statusCode) ? "refused" : "wrong_schema", { cause: error });
}

/** The status with which Stripe said no; undefined where it did not. */
export const statusOfNo = (error: unknown): number | undefined =>
  error instanceof PartnerFailure
    ? (error.cause as { readonly statusCode?: number } | undefined)?.statusCode
    : undefined;
