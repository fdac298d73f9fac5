import { createClient, type FenqiClient } from "@fenqi/client";

/** What the store's configuration says of Fenqi, read and complete. */
export interface FenqiOptions {
  /** Address of the Fenqi server, without a trailing slash. */
  readonly url: string;
  /** A secret key that may quote and write plans. */
  readonly secretKey: string;
  /** `whsec_…`; two while one takes the other's place. None: no webhook is believed. */
  readonly webhookSecrets: readonly string[];
  /** The catalogue's word for where the cart is: `web`, `app`. */
  readonly channel: string;
  /** IANA name of the zone in which return times are written. */
  readonly timeZone: string;
  /** Milliseconds before a question is given up: ways to pay, and the look at a choice. */
  readonly timeoutMs: number;
  /** Whether an order's e-mail address is given to Fenqi, and told of its plan. */
  readonly tellShoppers: boolean;
}

/** A configuration that cannot be used. Names the field. */
export class OptionsRefused extends Error {
  override readonly name = "OptionsRefused";
  readonly field: string;

  constructor(field: string, reason: string) {
    super(`@fenqi/medusa: options.${field} ${reason}`);
    this.field = field;
  }
}

/**
 * Reads the options of `medusa-config`, beside which Medusa puts some of its own. Throws OptionsRefused for the first field that cannot be
 * used.
 */
export function readOptions(given: unknown): FenqiOptions {
  const options = (typeof given === "object" && given !== null ? given : {}) as { readonly [field: string]: unknown };
  return {
    url: readUrl(options.url),
    secretKey: readSecretKey(options.secretKey),
    webhookSecrets: readSecrets(options.webhookSecrets),
    channel: readChannel(options.channel ?? "web"),
    timeZone: readZone(options.timeZone ?? "Asia/Shanghai"),
    timeoutMs: readTimeout(options.timeoutMs ?? 5_000),
    tellShoppers: readFlag(options.tellShoppers ?? false),
  };
}

/** For asking while a shopper waits: a call ends within `timeoutMs`, and is tried once more. */
export const connectToAsk = ({ url, secretKey, timeoutMs }: FenqiOptions): FenqiClient =>
  createClient({ baseUrl: url, key: secretKey, timeoutMs, retries: 1 });

/** Longer than Fenqi waits for a partner's word. */
const PAYMENT_MS = 30_000;

/** For what moves: a plan that is made is not given up before its partner has answered. */
export const connectToPay = ({ url, secretKey }: FenqiOptions): FenqiClient =>
  createClient({ baseUrl: url, key: secretKey, timeoutMs: PAYMENT_MS });

function readUrl(value: unknown): string {
  if (typeof value !== "string" || !URL.canParse(value) || !/^https?:/.test(value)) {
    throw new OptionsRefused("url", "must be the address of a Fenqi server, such as https://pay.example");
  }
  return value.replace(/\/+$/, "");
}

function readSecretKey(value: unknown): string {
  if (typeof value === "string" && /^sk_(test|live)_\S+$/.test(value)) return value;
  const why = typeof value === "string" && value.startsWith("pk_") ? "is a publishable key; it " : "";
  throw new OptionsRefused("secretKey", `${why}must be a secret key (sk_test_… or sk_live_…)`);
}

function readSecrets(value: unknown): readonly string[] {
  if (value === undefined) return [];
  const secrets = Array.isArray(value) ? value : [value];
  if (!secrets.every((one) => typeof one === "string" && /^whsec_\S+$/.test(one))) {
    throw new OptionsRefused("webhookSecrets", "must be the endpoint's secret (whsec_…), or a list of them");
  }
  return secrets as string[];
}

function readChannel(value: unknown): string {
  if (typeof value === "string" && /^\S.{0,39}$/.test(value)) return value;
  throw new OptionsRefused("channel", "must be a word of the catalogue's channels, such as web");
}

function readZone(value: unknown): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value as string }).resolvedOptions().timeZone;
  } catch {
    throw new OptionsRefused("timeZone", "must be an IANA time zone, such as Asia/Shanghai");
  }
}

function readFlag(value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw new OptionsRefused("tellShoppers", "must be true or false");
}

function readTimeout(value: unknown): number {
  if (Number.isInteger(value) && (value as number) >= 100 && (value as number) <= 60_000) return value as number;
  throw new OptionsRefused("timeoutMs", "must be 100 to 60000 milliseconds");
}
