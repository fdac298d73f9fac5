import { isIP } from "node:net";
import type { UrlFlaw } from "../../../engine/ports.ts";
import { isInside } from "./outside-address.ts";

/** Names of this machine and of private networks, whatever they resolve to. */
const INSIDE_NAME = /(^|\.)(localhost|local|internal|localdomain|home\.arpa|intranet)\.?$/i;

/** A URL's host as an address or name, without the brackets of IPv6. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");

/**
 * Why nothing may be posted to a URL, as far as the URL alone says; undefined where it may be tried. Node looks up names
 * only, never addresses that stand in the URL: those must be refused here, and names by `lookupOutside`.
 */
export function urlFlaw(url: URL): Exclude<UrlFlaw, "malformed"> | undefined {
  if (url.protocol !== "https:") return "not_https";
  if (url.username !== "" || url.password !== "") return "credentials";
  const host = hostOf(url);
  const inside = isIP(host) === 0 ? INSIDE_NAME.test(host) : isInside(host);
  return inside ? "inside" : undefined;
}
