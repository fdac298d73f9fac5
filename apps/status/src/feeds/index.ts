import type { FenqiClient } from "@fenqi/client";
import type { Locale } from "@fenqi/shell";
import type { FastifyInstance } from "fastify";
import type { Announcements } from "../record.ts";
import { atom } from "./atom.ts";
import { calendar } from "./calendar.ts";
import { feedOf } from "./entries.ts";
import { jsonFeed } from "./json-feed.ts";
import { rss } from "./rss.ts";
import { sendFeed } from "./send-feed.ts";

type Make = (record: Announcements, locale: Locale, origin: string) => string;

/** Every feed by its file: media type, and how it is made of the record. */
export const FEEDS: { readonly [file: string]: { readonly type: string; readonly make: Make } } = {
  "feed.rss": { type: "application/rss+xml; charset=utf-8", make: (...of) => rss(feedOf(...of, "feed.rss")) },
  "feed.atom": { type: "application/atom+xml; charset=utf-8", make: (...of) => atom(feedOf(...of, "feed.atom")) },
  "feed.json": { type: "application/feed+json; charset=utf-8", make: (...of) => jsonFeed(feedOf(...of, "feed.json")) },
  "feed.ics": { type: "text/calendar; charset=utf-8", make: calendar },
};

/** Serves the feeds, in the language of `?lang=`. Nobody's cookie is read: everybody gets the same bytes. */
export function serveFeeds(fastify: FastifyInstance, client: Pick<FenqiClient, "announcements">, origin: string): void {
  for (const [file, { type, make }] of Object.entries(FEEDS)) {
    fastify.get(`/status/${file}`, async (request, reply) => {
      const locale = (request.query as { lang?: unknown }).lang === "en" ? "en" : "zh-CN";
      const record = await client.announcements();
      const { updated } = feedOf(record, locale, origin, file);
      return sendFeed(request, reply, { type, body: make(record, locale, origin), updated });
    });
  }
}
