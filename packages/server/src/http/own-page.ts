import type { IncomingHttpHeaders } from "node:http";
import type { Route } from "@fenqi/contract";
import { ProblemAnswer } from "./problem.ts";

/**
 * Throws unless a request comes from a page of this server: a cookie goes along with whatever a browser sends, so that
 * another site must not be able to make it send something. Browsers say where a request comes from (`Sec-Fetch-Site`, or
 * `Origin` over plain http); no page can say it for them. A body has a type that no form can send.
 */
export function fromOwnPage(headers: IncomingHttpHeaders, { body, upload }: Pick<Route, "body" | "upload">): void {
  const site = headers["sec-fetch-site"];
  const own = site === undefined ? isHost(headers.origin, headers.host) : site === "same-origin";
  const types = upload ?? (body ? ["application/json"] : undefined);
  const [type = ""] = (headers["content-type"] ?? "").toLowerCase().split(/[\s;]/, 1);
  if (!own || (types !== undefined && !types.includes(type))) throw new ProblemAnswer("cross_site_refused");
}

const isHost = (origin: string | undefined, host: string | undefined): boolean =>
  origin !== undefined && host !== undefined && origin.slice(origin.indexOf("//") + 2) === host;
