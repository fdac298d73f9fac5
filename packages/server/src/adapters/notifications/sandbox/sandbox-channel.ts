import type { Kysely } from "kysely";
import type { Channel, ChannelName, Clock, Letter } from "../../../engine/ports.ts";
import { keepLetter } from "../../store/sandbox-store.ts";
import type { Tables } from "../../store/tables.ts";

/** Sends nothing: keeps what the channel would have sent, with the address masked. */
export const sandboxChannel = (db: Kysely<Tables>, name: ChannelName, now: Clock): Channel => ({
  send: (letter) =>
    keepLetter(db, name, letter, {
      to: masked(letter.to),
      headers: unsubscribeHeaders(letter),
      at: new Date(now()).toISOString(),
    }),
});

/** One-click unsubscribe (RFC 2369 and RFC 8058). */
export const unsubscribeHeaders = ({
  unsubscribe,
}: Pick<Letter, "unsubscribe">): { readonly [name: string]: string } =>
  unsubscribe === undefined
    ? {}
    : { "List-Unsubscribe": `<${unsubscribe}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };

/** `lin@example.com` → `l…@example.com`; anything else keeps its first and its last two characters. */
export function masked(address: string): string {
  const at = address.lastIndexOf("@");
  return at > 0 ? `${address[0]}…${address.slice(at)}` : `${address[0]}…${address.slice(-2)}`;
}
