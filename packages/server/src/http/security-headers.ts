/** On every answer. Data is no page: it may load nothing and be framed nowhere. */
export const SECURITY_HEADERS: readonly (readonly [string, string])[] = [
  ["content-security-policy", "default-src 'none'; frame-ancestors 'none'"],
  ["x-content-type-options", "nosniff"],
  ["cache-control", "no-store"],
];

/** On our own pages, in place of the policy for data. */
export const PAGE_HEADERS: { readonly [name: string]: string } = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
};
