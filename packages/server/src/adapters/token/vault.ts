import { createHmac } from "node:crypto";
import type { Link, Vault } from "../../engine/ports.ts";
import { open, seal } from "./seal.ts";
import { deriveKey } from "./secrets.ts";

/** Addresses and links under the first master key; the others still open what they sealed. */
export function vault(masterKeys: readonly [Buffer, ...Buffer[]]): Vault {
  const addresses = masterKeys.map((key) => deriveKey(key, "addresses"));
  const links = masterKeys.map((key) => deriveKey(key, "links"));
  const addressMarks: Vault["addressMarks"] = (merchant, channel, address) =>
    addresses.map(({ key }) =>
      createHmac("sha256", key).update(`${merchant}\n${channel}\n${address.trim().toLowerCase()}`).digest("base64url"),
    ) as [string, ...string[]];
  return {
    seal: (address) => seal(addresses[0]!, address, "address"),
    open(sealed) {
      const address = open(addresses, sealed, "address");
      if (address === undefined) throw new Error("an address was sealed with a master key that is no longer given");
      return address;
    },
    mark: (merchant, channel, address) => addressMarks(merchant, channel, address)[0],
    addressMarks,
    shopperMarks: (merchant, shopper) =>
      addresses.map(({ key }) =>
        createHmac("sha256", key).update(`shopper\n${merchant}\n${shopper}`).digest("base64url"),
      ) as [string, ...string[]],
    link: ({ merchant, kind, id }) => seal(links[0]!, JSON.stringify([merchant, kind, id]), "link"),
    openLink(token) {
      const text = open(links, token, "link");
      if (text === undefined) return undefined;
      const [merchant, kind, id] = JSON.parse(text) as [string, Link["kind"], string];
      return { merchant, kind, id };
    },
  };
}
