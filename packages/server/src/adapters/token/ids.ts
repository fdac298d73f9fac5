import { hash, randomFillSync } from "node:crypto";
import type { Digest, Ids } from "../../engine/ports.ts";

/** Crockford's base 32: no I, L, O, U to be misheard. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Milliseconds as ten characters that sort by time; good until the year 10889. */
function time(ms: number): string {
  let rest = ms;
  let text = "";
  for (let i = 0; i < 10; i++) {
    text = ALPHABET[rest % 32]! + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

const STOCK = 4096;

/** Ids from a source of random bytes: `fill` fills what it is given. */
export function idsFrom(fill: (stock: Buffer) => void): Ids {
  const stock = Buffer.alloc(STOCK);
  let used = STOCK;

  /** Takes the next so many bytes, which end where `used` stands. */
  function take(length: number): void {
    if (used + length > STOCK) {
      fill(stock);
      used = 0;
    }
    used += length;
  }

  /** `length` random characters, five bits each. */
  function random(length: number): string {
    take(length);
    let text = "";
    for (let at = used - length; at < used; at++) text += ALPHABET[stock[at]! & 31];
    return text;
  }

  function secret(length: number): string {
    take(length);
    return stock.toString("base64", used - length, used);
  }

  return {
    quote: (nowMs) => `q_${time(nowMs)}${random(16)}`,
    code: () => `${random(4)}-${random(4)}`,
    adjustment: (nowMs) => `adj_${time(nowMs)}${random(10)}`,
    update: (nowMs) => `upd_${time(nowMs)}${random(10)}`,
    simulation: (nowMs) => `sim_${time(nowMs)}${random(10)}`,
    message: (nowMs) => `msg_${time(nowMs)}${random(10)}`,
    compensation: (nowMs) => `cmp_${time(nowMs)}${random(10)}`,
    voucher: (nowMs) => `vch_${time(nowMs)}${random(10)}`,
    voucherCode: () => `${random(4)}-${random(4)}-${random(4)}-${random(4)}`,
    wish: (nowMs) => `wsh_${time(nowMs)}${random(10)}`,
    case: (nowMs) => `cas_${time(nowMs)}${random(10)}`,
    goodwill: (nowMs) => `gdw_${time(nowMs)}${random(10)}`,
    key: (nowMs) => `key_${time(nowMs)}${random(10)}`,
    session: (nowMs) => `ses_${time(nowMs)}${random(10)}`,
    invitation: (nowMs) => `inv_${time(nowMs)}${random(10)}`,
    plan: (nowMs) => `plan_${time(nowMs)}${random(16)}`,
    proposal: (nowMs) => `prp_${time(nowMs)}${random(10)}`,
    testClock: (nowMs) => `clk_${time(nowMs)}${random(10)}`,
    webhookEndpoint: (nowMs) => `whk_${time(nowMs)}${random(10)}`,
    webhookSecret: () => `whsec_${secret(32)}`,
    reconciliation: (nowMs) => `rec_${time(nowMs)}${random(10)}`,
    secret: () => random(32),
  };
}

export const ids: Ids = idsFrom(randomFillSync);

export const digest: Digest = (of) => hash("sha256", of, "hex");
