import { checkRamp, type Ramp } from "@fenqi/core/adjustment";
import { CURRENCIES } from "@fenqi/core/money";
import { pkcs1 } from "../partners/alipay/keys.ts";
import type { PartnerConfig } from "../partners/connect.ts";

type Wrong = (name: string, what: string) => void;
type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string" && value !== "";
const isAddress: Check = (value) => isText(value) && /^https?:\/\/[^/?#@]+$/.test(value as string);
const isCounts: Check = (value) =>
  Array.isArray(value) && value.every((count) => Number.isInteger(count) && count >= 2 && count <= 60);
const isCurrency: Check = (value) => CURRENCIES.has(value as string);
/** A page of ours or the store's; a secret goes with it, so that only this machine may be spoken to in the clear. */
const isPage: Check = (value) => {
  if (!isText(value) || !URL.canParse(value as string)) return false;
  const { protocol, hostname, username } = new URL(value as string);
  const isHere = hostname === "127.0.0.1" || hostname === "localhost";
  return username === "" && (protocol === "https:" || (protocol === "http:" && isHere));
};
const isPrivateKey: Check = (value) => {
  try {
    return isText(value) && pkcs1(value as string) !== "";
  } catch {
    return false;
  }
};
const orNone =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

/** What each adapter needs: its name in the list, in our code, and what it must be. */
const FORMS: { readonly [A in PartnerConfig["adapter"]]: readonly (readonly [string, string, Check])[] } = {
  sandbox: [
    ["url", "url", isAddress],
    ["secret", "secret", isText],
  ],
  alipay: [
    ["url", "url", orNone(isPage)],
    ["app_id", "appId", isText],
    ["private_key", "privateKey", isPrivateKey],
    ["alipay_public_key", "alipayPublicKey", isText],
    ["notify_url", "notifyUrl", isPage],
    ["return_url", "returnUrl", isPage],
    ["subject", "subject", (value) => isText(value) && !/[/=&]/.test(value as string)],
    ["seller_pays", "sellerPays", orNone(isCounts)],
  ],
  stripe: [
    ["url", "url", orNone(isPage)],
    ["secret_key", "secretKey", isText],
    ["webhook_secret", "webhookSecret", isText],
    ["pay_url", "payUrl", isPage],
    ["currency", "currency", isCurrency],
    ["counts", "counts", isCounts],
  ],
};

const DEFAULT_URLS = {
  sandbox: undefined,
  alipay: "https://openapi.alipay.com/gateway.do",
  stripe: "https://api.stripe.com",
} as const;

const FORM = Object.entries(FORMS)
  .map(([adapter, names]) => `{merchant, partner, adapter: "${adapter}", ${names.map(([name]) => name).join(", ")}}`)
  .join(" or ");

/** FENQI_PARTNERS: who is connected, and how. */
export function readPartners(text: string | undefined, wrong: Wrong): readonly PartnerConfig[] | undefined {
  if (!text) return undefined;
  try {
    const listed: unknown = JSON.parse(text);
    const read = Array.isArray(listed) ? listed.map(readPartner) : [undefined];
    if (read.every((one) => one !== undefined)) return read;
  } catch {
    // Said below, as for any other form; the text may hold a secret and is not repeated.
  }
  wrong("FENQI_PARTNERS", `must be a JSON list of ${FORM}`);
  return undefined;
}

function readPartner(value: unknown): PartnerConfig | undefined {
  const given = (value ?? {}) as { readonly [name: string]: unknown };
  const { merchant, partner, adapter } = given;
  if (!isText(merchant) || !isText(partner) || !Object.hasOwn(FORMS, String(adapter))) return undefined;
  const form = FORMS[adapter as PartnerConfig["adapter"]];
  const allowed = new Set(["merchant", "partner", "adapter", ...form.map(([name]) => name)]);
  if (Object.keys(given).some((name) => !allowed.has(name))) return undefined;
  if (!form.every(([name, , check]) => check(given[name]))) return undefined;
  const url = DEFAULT_URLS[adapter as PartnerConfig["adapter"]];
  const fields = form.flatMap(([name, field]) => (given[name] === undefined ? [] : [[field, given[name]]]));
  return { merchant, partner, adapter, ...(url ? { url } : {}), ...Object.fromEntries(fields) } as PartnerConfig;
}

/** FENQI_INCIDENT_RAMP: `10%:5,50%:5,100%:0`, shares of shoppers with the minutes that each lasts at least. */
export function readIncidentRamp(text: string | undefined, wrong: Wrong): Ramp | undefined {
  if (!text) return undefined;
  const parts = text.split(",").map((part) => /^(\d{1,3})%:(\d{1,4})$/.exec(part.trim()));
  const steps = parts.flatMap((part) =>
    part ? [{ share_ppm: Number(part[1]) * 10_000, dwell_minutes: Number(part[2]) }] : [],
  );
  if (steps.length === parts.length && checkRamp({ steps }).length === 0) return { steps };
  wrong("FENQI_INCIDENT_RAMP", "must be rising shares with minutes, the last of them 100%: 10%:5,50%:5,100%:0");
  return undefined;
}
