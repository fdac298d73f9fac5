import type { AcceptRequest } from "@fenqi/contract";

/** What a shopper chose and confirmed, as their browser sends it: a quote's token with the seal beside it, an option, and the consent. */
export interface Choice extends Pick<AcceptRequest, "quote_token" | "option" | "consent" | "return_url"> {
  /** Of `sealQuote`. */
  readonly seal: string;
}

/** Not a choice that a browser can have made. Names the first field that is not what it must be. */
export class ChoiceUnusable extends Error {
  override readonly name = "ChoiceUnusable";
  readonly field: string;

  constructor(field: string) {
    super(`${field} is missing, or not what it must be`);
    this.field = field;
  }
}

/**
 * Reads a choice out of what a browser sent; other fields are left out. Throws ChoiceUnusable. Whether token, option and times are right is for
 * the server to say.
 */
export function readChoice(sent: { readonly [field: string]: unknown }): Choice {
  const consent = sent.consent;
  if (typeof consent !== "object" || consent === null) throw new ChoiceUnusable("consent");
  const { language, ...times } = consent as { readonly [field: string]: unknown };
  if (language !== "zh-CN" && language !== "en") throw new ChoiceUnusable("consent.language");
  return {
    quote_token: text(sent.quote_token, "quote_token", 2_048),
    seal: text(sent.seal, "seal", 64),
    option: text(sent.option, "option", 64),
    consent: {
      disclosure: text(times.disclosure, "consent.disclosure", 64),
      language,
      shown_at: text(times.shown_at, "consent.shown_at", 64),
      confirmed_at: text(times.confirmed_at, "consent.confirmed_at", 64),
    },
    ...(sent.return_url !== undefined && { return_url: text(sent.return_url, "return_url", 500) }),
  };
}

function text(value: unknown, field: string, longest: number): string {
  if (typeof value !== "string" || value === "" || value.length > longest) throw new ChoiceUnusable(field);
  return value;
}
