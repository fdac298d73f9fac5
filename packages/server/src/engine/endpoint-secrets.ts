import { formatInstant, type Instant, parseInstant } from "@fenqi/core/calendar";
import type { EndpointSecret, Vault } from "./ports.ts";

/** Secrets that sign at once: one, and those that it replaced lately. */
const MOST_SECRETS = 4;

type Sealing = Pick<Vault, "seal" | "open">;

/** The first secret of an endpoint, sealed. */
export const sealFirst = (vault: Sealing, secret: string): string =>
  vault.seal(JSON.stringify([{ secret, until: null } satisfies EndpointSecret]));

/** Every secret that signs at `nowMs`, newest first. */
export const secretsAt = (vault: Sealing, sealed: string, nowMs: number): EndpointSecret[] =>
  (JSON.parse(vault.open(sealed)) as EndpointSecret[]).filter(
    ({ until }) => until === null || nowMs < parseInstant(until),
  );

/** Puts a new secret first; the one before signs beside it for `overlapMs`. */
export function rotateSealed(vault: Sealing, sealed: string, secret: string, nowMs: number, overlapMs: number): string {
  const until: Instant = formatInstant(nowMs + overlapMs);
  const before = secretsAt(vault, sealed, nowMs).map((one) => ({ ...one, until: one.until ?? until }));
  return vault.seal(JSON.stringify([{ secret, until: null }, ...before].slice(0, MOST_SECRETS)));
}
