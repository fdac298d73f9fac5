import type { FenqiClient } from "@fenqi/client";

type Accept = Parameters<FenqiClient["accept"]>[0];

/** What the storefront sends with `addPaymentToOrder`: the quote as `fenqiQuote` gave it, and what the shopper chose and confirmed. */
export interface Choice extends Pick<Accept, "option" | "consent" | "return_url"> {
  readonly token: string;
  readonly seal: string;
}

/** Names the field that is missing or no text. */
export class ChoiceUnusable extends Error {
  override readonly name = "ChoiceUnusable";
}

/** Reads a payment's metadata. Throws ChoiceUnusable. Whether token, option and times are right is for the server to say. */
export function choiceOf(metadata: { readonly [name: string]: unknown }): Choice {
  const consent = metadata.consent;
  if (typeof consent !== "object" || consent === null) throw new ChoiceUnusable("metadata.consent is missing");
  const said = consent as { readonly [name: string]: unknown };
  const language = text(said.language, "metadata.consent.language");
  if (language !== "zh-CN" && language !== "en") throw new ChoiceUnusable("metadata.consent.language is zh-CN or en");
  return {
    token: text(metadata.token, "metadata.token"),
    seal: text(metadata.seal, "metadata.seal"),
    option: text(metadata.option, "metadata.option"),
    consent: {
      disclosure: text(said.disclosure, "metadata.consent.disclosure"),
      language,
      shown_at: text(said.shown_at, "metadata.consent.shown_at"),
      confirmed_at: text(said.confirmed_at, "metadata.consent.confirmed_at"),
    },
    ...(metadata.return_url !== undefined && { return_url: text(metadata.return_url, "metadata.return_url") }),
  };
}

function text(value: unknown, field: string): string {
  if (typeof value !== "string" || value === "") throw new ChoiceUnusable(`${field} is missing`);
  return value;
}
