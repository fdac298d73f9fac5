import { isIPv4, isIPv6 } from "node:net";

/** The network that an address is in: the first three numbers of IPv4, the first three groups of IPv6. */
export function shortAddress(address: string): string {
  const mapped = /^::ffff:([0-9.]+)$/i.exec(address)?.[1] ?? address;
  if (isIPv4(mapped)) return `${mapped.split(".").slice(0, 3).join(".")}.0`;
  if (!isIPv6(mapped)) return "";
  return `${groups(mapped).slice(0, 3).join(":")}::`;
}

/** The eight groups of an IPv6 address, those that `::` stands for written out. */
function groups(address: string): string[] {
  const [head = "", tail] = address.replace(/%.*$/, "").split("::");
  const before = head === "" ? [] : head.split(":");
  if (tail === undefined) return before;
  const after = tail === "" ? [] : tail.split(":");
  return [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0"), ...after];
}
