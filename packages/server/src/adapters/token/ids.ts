import { hash, randomBytes, randomFillSync } from "node:crypto";
import type { Digest, Ids } from "../../engine/ports.ts";

/** Crockford's base 32: no I, L, O, U to be misheard. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const stock = Buffer.alloc(4096);
let used = stock.length;

/** `length` random characters, five bits each. */
function random(length: number): string {
  if (used + length > stock.length) {
    randomFillSync(stock);
    used = 0;
  }
  let text = "";
  for (let i = 0; i < length; i++) text += ALPHABET[stock[used++]! & 31];
  return text;
}

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

export const ids: Ids = {
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
  webhookSecret: () => `whsec_${randomBytes(32).toString("base64")}`,
  reconciliation: (nowMs) => `rec_${time(nowMs)}${random(10)}`,
  secret: () => random(32),
};

export const digest: Digest = (of) => hash("sha256", of, "hex");
