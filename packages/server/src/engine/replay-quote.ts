import type { CompiledCatalogue } from "@fenqi/core/catalogue";
import { ENGINE_VERSION, quote } from "@fenqi/core/quote";
import type { LiveCatalogues } from "./live-catalogues.ts";
import type { QuoteStore, ShopperStore, TokenBody, TokenSealer, Vault } from "./ports.ts";
import { type AnswerEncoder, headOf } from "./quote-cart.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface ReplayDeps {
  readonly live: LiveCatalogues;
  readonly tokens: TokenSealer;
  readonly encode: AnswerEncoder;
  readonly isErased: IsErased;
}

/** Whether what a quote was asked with is erased, because its shopper is. */
export type IsErased = (merchant: string, quote: Pick<TokenBody, "at" | "input">) => Promise<boolean>;

/** Of quotes without a shopper nothing is ever erased, and nothing asked. */
export const erasedQuotes =
  (shoppers: Pick<ShopperStore, "isErased">, vault: Pick<Vault, "shopperMarks">): IsErased =>
  async (merchant, { at, input: { shopper } }) =>
    shopper?.ref !== undefined && shoppers.isErased(merchant, vault.shopperMarks(merchant, shopper.ref), at);

/** A token opened, with the catalogue that it names; `gone` where its shopper was erased since. `pointer` is where it was sent. */
export async function openToken(
  deps: Pick<ReplayDeps, "live" | "tokens" | "isErased">,
  merchant: string,
  token: string,
  pointer = "/token",
): Promise<Result<{ body: TokenBody; compiled: CompiledCatalogue }>> {
  const body = deps.tokens.open(merchant, token);
  if (!body) return refuse({ code: "token_invalid", pointer });
  if (await deps.isErased(merchant, body)) return refuse({ code: "gone" });
  const compiled = await deps.live.find(merchant, body.version);
  if (!compiled) throw new Error(`catalogue ${body.version} of ${merchant} is gone, though versions are never deleted`);
  return done({ body, compiled });
}

/**
 * The same quote again, for the token's instant: the same bytes, id, code and token included. Where another engine
 * answers differently it says so with `engine_changed`.
 *
 * Throws when the same engine answers differently: the quote would not be a pure function any more.
 */
export async function replayQuote(deps: ReplayDeps, merchant: string, token: string): Promise<Result<Uint8Array>> {
  const opened = await openToken(deps, merchant, token);
  if (!opened.ok) return opened;
  const { body, compiled } = opened.value;

  const answer = quote(compiled, body.input, body.at, { schedules: body.schedules });
  if (!answer.ok) return answer;
  const encoded = deps.encode(answer.value);
  const head = headOf(body, token);
  if (encoded.digest(answer.value) === body.digest) return done(encoded.behind(head, answer.value));
  if (body.engine === ENGINE_VERSION) throw new Error(`quote ${body.id} does not replay to the same bytes`);
  return done(deps.encode({ ...answer.value, engine_changed: true }).behind(head, answer.value));
}

export interface ReadQuoteDeps extends ReplayDeps {
  readonly quotes: Pick<QuoteStore, "tokenOf" | "tokenByCode">;
}

/** A recorded quote as it was answered, by its id. */
export const readQuote = (deps: ReadQuoteDeps, merchant: string, id: string): Promise<Result<Uint8Array>> =>
  replayRecorded(deps, merchant, deps.quotes.tokenOf(merchant, id));

/** A recorded quote by the code that a shopper reads out, in any case, with or without the dash. */
export function findQuote(deps: ReadQuoteDeps, merchant: string, code: string): Promise<Result<Uint8Array>> {
  return replayRecorded(deps, merchant, deps.quotes.tokenByCode(merchant, plainCode(code)));
}

/** `7k2m94qf` as it is kept: `7K2M-94QF`. */
export function plainCode(code: string): string {
  const plain = code.toUpperCase().replace(/[\s-]/g, "");
  return `${plain.slice(0, 4)}-${plain.slice(4)}`;
}

async function replayRecorded(
  deps: ReadQuoteDeps,
  merchant: string,
  found: ReturnType<QuoteStore["tokenOf"]>,
): Promise<Result<Uint8Array>> {
  const token = recordedToken(await found);
  return token.ok ? replayQuote(deps, merchant, token.value) : token;
}

/** The token of a record: refused where there is no record, and where its shopper was erased. */
export const recordedToken = (found: string | null | undefined): Result<string> =>
  found ? done(found) : refuse({ code: found === null ? "gone" : "not_found" });
