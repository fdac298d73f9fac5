/**
 * Ties a quote's token to what it was asked for: a cart's id, or the question itself. The token says what a cart came to, not whose it was:
 * without a seal a shopper could bring the token of another cart, or one that knows nothing of their limits.
 *
 * `secretKey` stays on the store's server. 64 hexadecimal digits of an HMAC-SHA256.
 */
export async function sealQuote(secretKey: string, quoteToken: string, askedFor: unknown): Promise<string> {
  const mark = await crypto.subtle.sign("HMAC", await importKey(secretKey), sealed(quoteToken, askedFor));
  return [...new Uint8Array(mark)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether a seal is that of this token and what it was asked for. Compares in constant time. */
export async function isSealed(
  secretKey: string,
  quoteToken: string,
  askedFor: unknown,
  seal: string,
): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(seal)) return false;
  const mark = Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(seal.slice(2 * at, 2 * at + 2), 16));
  return crypto.subtle.verify("HMAC", await importKey(secretKey), mark, sealed(quoteToken, askedFor));
}

const sealed = (quoteToken: string, askedFor: unknown) =>
  new TextEncoder().encode(JSON.stringify(["fenqi.seal/1", quoteToken, askedFor]));

const importKey = (secretKey: string) =>
  crypto.subtle.importKey("raw", new TextEncoder().encode(secretKey), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
    "verify",
  ]);
