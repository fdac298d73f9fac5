import { chooseLocale, chooseTheme } from "@fenqi/shell";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { StatusVisit } from "./status-frame.ts";

/** Who reads a page, and how: language, theme, alone or inside another page, or to be kept as a file. */
export function visitOf(request: FastifyRequest, reply: FastifyReply): StatusVisit {
  const query = request.query as { readonly pane?: unknown; readonly kept?: unknown };
  return {
    locale: chooseLocale(request, reply),
    theme: chooseTheme(request, reply),
    url: request.url,
    pane: query.pane !== undefined,
    kept: query.kept !== undefined,
  };
}
