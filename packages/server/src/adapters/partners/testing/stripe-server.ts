import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

interface Intent {
  readonly id: string;
  readonly object: "payment_intent";
  readonly amount: number;
  amount_received: number;
  readonly currency: string;
  readonly client_secret: string;
  readonly metadata: { readonly [name: string]: string };
  status: string;
  readonly payment_method_options: { readonly card: { readonly installments: Installments } };
}
interface Installments {
  readonly enabled: boolean;
  available_plans: readonly object[] | null;
  plan: { readonly count: number; readonly interval: "month"; readonly type: "fixed_count" } | null;
}
interface Refund {
  readonly id: string;
  readonly object: "refund";
  readonly amount: number;
  readonly currency: string;
  readonly payment_intent: string;
  readonly metadata: { readonly [name: string]: string };
  readonly status: "succeeded" | "pending";
}
type Params = ReadonlyMap<string, string>;

class No extends Error {
  readonly status: number;
  readonly error: object;
  constructor(status: number, type: string, code?: string) {
    super(code ?? type);
    this.status = status;
    this.error = { error: { type, ...(code ? { code } : {}), message: "no" } };
  }
}
const invalid = (code: string) => new No(400, "invalid_request_error", code);
const check = (holds: boolean, code: string) => {
  if (!holds) throw invalid(code);
};

export type StripeServer = Awaited<ReturnType<typeof startStripeServer>>;

/**
 * Stripe's API as its documentation states it, with checks of its own: bearer key, form encoding, names of parameters,
 * idempotency keys that answer the same again and refuse other parameters, capture by hand, sums of refunds.
 */
export async function startStripeServer() {
  const secretKey = "sk_test_of_ours";
  const webhookSecret = "whsec_of_ours";
  const intents = new Map<string, Intent>();
  const refunds: Refund[] = [];
  const keys = new Map<string, { readonly asked: string; readonly status: number; readonly body: object }>();
  const asked: { readonly path: string; readonly params: { readonly [name: string]: string } }[] = [];
  const state = { cards: true, declineCaptures: false, refunds: "succeeded" as Refund["status"], busy: false };

  const only = (params: Params, names: readonly (string | RegExp)[]) => {
    for (const name of params.keys()) {
      check(
        names.some((one) => (typeof one === "string" ? one === name : one.test(name))),
        "parameter_unknown",
      );
    }
  };
  const whole = (text: string | undefined): number => {
    check(text !== undefined && /^[1-9]\d{0,8}$/.test(text), "parameter_invalid_integer");
    return Number(text);
  };
  const metadataOf = (params: Params) =>
    Object.fromEntries(
      [...params].flatMap(([name, value]) => {
        const key = /^metadata\[(\w+)\]$/.exec(name)?.[1];
        return key ? [[key, value]] : [];
      }),
    );
  const intentOf = (id: string | undefined): Intent => {
    const found = intents.get(id ?? "");
    if (!found) throw new No(404, "invalid_request_error", "resource_missing");
    return found;
  };

  function create(params: Params): object {
    only(params, [
      "amount",
      "currency",
      "capture_method",
      /^allowed_payment_method_types\[\d\]$/,
      "payment_method_options[card][installments][enabled]",
      /^metadata\[\w+\]$/,
    ]);
    check(/^[a-z]{3}$/.test(params.get("currency") ?? ""), "parameter_invalid");
    check(params.get("capture_method") === "manual", "parameter_invalid");
    check(params.get("allowed_payment_method_types[0]") === "card", "parameter_invalid");
    const enabled = params.get("payment_method_options[card][installments][enabled]");
    check(enabled === "true" || enabled === "false", "parameter_invalid");
    const id = `pi_${intents.size + 1}`;
    const intent: Intent = {
      id,
      object: "payment_intent",
      amount: whole(params.get("amount")),
      amount_received: 0,
      currency: params.get("currency")!,
      client_secret: `${id}_secret_x`,
      metadata: metadataOf(params),
      status: "requires_payment_method",
      payment_method_options: {
        card: { installments: { enabled: enabled === "true", available_plans: null, plan: null } },
      },
    };
    intents.set(id, intent);
    return intent;
  }

  function capture(intent: Intent, params: Params): object {
    only(params, ["amount_to_capture"]);
    const amount = whole(params.get("amount_to_capture"));
    check(intent.status === "requires_capture", "payment_intent_unexpected_state");
    check(amount <= intent.amount, "amount_too_large");
    if (state.declineCaptures) throw new No(402, "card_error", "card_declined");
    intent.status = "succeeded";
    intent.amount_received = amount;
    return intent;
  }

  function cancel(intent: Intent, params: Params): object {
    only(params, []);
    check(intent.status.startsWith("requires_"), "payment_intent_unexpected_state");
    intent.status = "canceled";
    return intent;
  }

  function refund(params: Params): object {
    only(params, ["payment_intent", "amount", /^metadata\[\w+\]$/]);
    const intent = intentOf(params.get("payment_intent"));
    const amount = whole(params.get("amount"));
    const back = refunds.filter((one) => one.payment_intent === intent.id).reduce((sum, one) => sum + one.amount, 0);
    check(back + amount <= intent.amount_received, "charge_already_refunded");
    const made: Refund = {
      id: `re_${refunds.length + 1}`,
      object: "refund",
      amount,
      currency: intent.currency,
      payment_intent: intent.id,
      metadata: metadataOf(params),
      status: state.refunds,
    };
    refunds.push(made);
    return made;
  }

  const list = (data: readonly object[]) => ({ object: "list", data, has_more: false, url: "/v1" });

  function read(path: string, params: Params): object {
    if (path === "/v1/payment_method_configurations") {
      return list([{ id: "pmc_1", active: true, card: { available: state.cards } }]);
    }
    if (path === "/v1/payment_intents/search") {
      const reference = /^metadata\["reference"\]:"(\w+)"$/.exec(params.get("query") ?? "")?.[1];
      check(reference !== undefined, "parameter_invalid");
      return list([...intents.values()].filter(({ metadata }) => metadata.reference === reference));
    }
    if (path === "/v1/refunds") {
      return list(refunds.filter((one) => one.payment_intent === params.get("payment_intent")));
    }
    return intentOf(/^\/v1\/payment_intents\/(\w+)$/.exec(path)?.[1]);
  }

  function write(path: string, params: Params): object {
    if (path === "/v1/payment_intents") return create(params);
    if (path === "/v1/refunds") return refund(params);
    const [, id, verb] = /^\/v1\/payment_intents\/(\w+)\/(capture|cancel)$/.exec(path) ?? [];
    const intent = intentOf(id);
    return verb === "capture" ? capture(intent, params) : cancel(intent, params);
  }

  function tried(work: () => object): { status: number; body: object } {
    try {
      return { status: 200, body: structuredClone(work()) };
    } catch (error) {
      if (error instanceof No) return { status: error.status, body: error.error };
      throw error;
    }
  }

  const server = createServer(async (request, response) => {
    let text = "";
    for await (const part of request) text += part;
    const { pathname, searchParams } = new URL(request.url!, "http://stripe");
    const { method, headers } = request;
    const send = (status: number, body: object, replayed = false) => {
      const more = replayed ? { "idempotent-replayed": "true" } : {};
      response.writeHead(status, { "content-type": "application/json", ...more }).end(JSON.stringify(body));
    };
    if (headers.authorization !== `Bearer ${secretKey}`) return send(401, new No(401, "invalid_request_error").error);
    if (!headers["stripe-version"]) return send(400, invalid("version_missing").error);
    if (method === "GET") {
      const { status, body } = tried(() => read(pathname, new Map(searchParams)));
      return send(status, body);
    }
    const key = headers["idempotency-key"];
    if (typeof key !== "string" || headers["content-type"] !== "application/x-www-form-urlencoded") {
      return send(400, invalid("idempotency_key_missing").error);
    }
    if (state.busy) return send(409, new No(409, "idempotency_error", "lock_timeout").error);
    const params = new Map(new URLSearchParams(text));
    const question = `${pathname} ${text}`;
    asked.push({ path: pathname, params: Object.fromEntries(params) });
    const before = keys.get(key);
    if (before && before.asked !== question) return send(400, new No(400, "idempotency_error").error);
    if (before) return send(before.status, before.body, true);
    const { status, body } = tried(() => write(pathname, params));
    keys.set(key, { asked: question, status, body });
    return send(status, body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secretKey,
    webhookSecret,
    asked,
    state,
    /** The shopper gives a card on the store's page and chooses a plan, the one they accepted where not said. */
    async confirm(redirect: string, count?: number): Promise<void> {
      const { searchParams } = new URL(redirect);
      const intent = intentOf(searchParams.get("payment_intent") ?? "");
      if (searchParams.get("payment_intent_client_secret") !== intent.client_secret) throw new Error("secret");
      const { installments } = intent.payment_method_options.card;
      const chosen = count ?? Number(searchParams.get("count"));
      if (installments.enabled) installments.plan = { count: chosen, interval: "month", type: "fixed_count" };
      intent.status = "requires_capture";
    },
    /** A webhook as it is posted: signed with HMAC-SHA256 over time, a dot and the body. */
    webhook(type: string, object: object, atMs: number, secret = webhookSecret) {
      const body = JSON.stringify({ id: `evt_${Math.random()}`, object: "event", type, data: { object } });
      const t = Math.floor(atMs / 1000);
      const v1 = createHmac("sha256", secret).update(`${t}.${body}`).digest("hex");
      return { headers: { "stripe-signature": `t=${t},v1=${v1},v0=00` }, body };
    },
    intent: (reference: string): Intent => [...intents.values()].find((one) => one.metadata.reference === reference)!,
    refund: (request: string): Refund => refunds.find((one) => one.metadata.request === request)!,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
