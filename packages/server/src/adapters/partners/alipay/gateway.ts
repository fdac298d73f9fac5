import type { AlipaySdk } from "alipay-sdk";
import { PartnerFailure } from "../adapter.ts";
import { askForText, parseAnswer } from "../http-call.ts";
import { readFields, readText } from "../read-answer.ts";
import { pkcs1 } from "./keys.ts";

export interface AlipayAddress {
  /** Alipay's gateway: `https://openapi.alipay.com/gateway.do`. */
  readonly url: string;
  readonly appId: string;
  /** Ours, of RSA2: PEM or the bare base64 of Alipay's key tool. */
  readonly privateKey: string;
  readonly alipayPublicKey: string;
  /** Where Alipay tells of payments, and where it sends the shopper back to. */
  readonly notifyUrl: string;
  readonly returnUrl: string;
  /** What the shopper reads there about what they pay. */
  readonly subject: string;
  /** Counts whose fee the merchant bears (`hb_fq_seller_percent` 100); the shopper bears any other (0). */
  readonly sellerPays?: readonly number[];
}

export type Fields = { readonly [name: string]: unknown };

/** Alipay's answer to a method: what was asked for, or why not. */
export type AlipayAnswer =
  | { readonly ok: true; readonly fields: Fields }
  | { readonly ok: false; readonly subCode: string };

export interface Gateway {
  /** The official SDK, loaded when it is first needed. */
  sdk(): Promise<AlipaySdk>;
  ask(method: string, bizContent: object, signal: AbortSignal): Promise<AlipayAnswer>;
}

/** In doubt whether it was done: looked up, and asked again under the same number. */
const IN_DOUBT = /^(ACQ\.SYSTEM_ERROR|isp\.|aop\.)/;

/** Signed and verified by the official SDK, sent by our own call, which holds to deadlines and sizes. */
export function alipayGateway(address: AlipayAddress): Gateway {
  let loaded: Promise<AlipaySdk> | undefined;
  const sdk = () => {
    loaded ??= load(address);
    return loaded;
  };
  return {
    sdk,
    async ask(method, bizContent, signal) {
      const alipay = await sdk();
      const signed = alipay.sdkExecute(method, { bizContent }, { bizContentAutoSnakeCase: false });
      const query = new URLSearchParams(signed);
      const body = new URLSearchParams({ biz_content: query.get("biz_content")! });
      query.delete("biz_content");
      const { text } = await askForText(`${address.url}?${query}`, { method: "POST", body, signal });
      return readSigned(alipay, method, text);
    },
  };
}

async function load({ url, appId, privateKey, alipayPublicKey }: AlipayAddress): Promise<AlipaySdk> {
  const { AlipaySdk } = await import("alipay-sdk");
  return new AlipaySdk({ appId, privateKey: pkcs1(privateKey), alipayPublicKey, gateway: url, signType: "RSA2" });
}

function readSigned(alipay: AlipaySdk, method: string, text: string): AlipayAnswer {
  const key = `${method.replaceAll(".", "_")}_response`;
  const { [key]: answer, sign } = readFields(parseAnswer(text));
  const fields = readFields(answer);
  const signature = readText(sign, 1_000);
  try {
    alipay.checkResponseSign(text, key, signature, "");
  } catch (cause) {
    throw new PartnerFailure("forged", { cause });
  }
  const code = readText(fields.code);
  if (code === "10000") return { ok: true, fields };
  const subCode = readText(fields.sub_code);
  if (code === "20000" || code === "10003" || IN_DOUBT.test(subCode)) throw new PartnerFailure("server_error");
  return { ok: false, subCode };
}
