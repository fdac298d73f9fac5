import { randomBytes } from "node:crypto";

/** A value that this page's own style and script elements carry, and nothing injected can know. */
export function newNonce(): string {
  return randomBytes(16).toString("base64url");
}

/** Headers of every page: its own origin only, nothing inline but what carries the nonce. */
export function pageHeaders(nonce: string): { readonly [header: string]: string } {
  return {
    "content-security-policy": [
      "default-src 'none'",
      `script-src 'self' 'nonce-${nonce}'`,
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "frame-src 'self'",
      "frame-ancestors 'self'",
      "form-action 'self'",
      "base-uri 'none'",
    ].join("; "),
    "cache-control": "private, no-store",
    "content-type": "text/html; charset=utf-8",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
  };
}
