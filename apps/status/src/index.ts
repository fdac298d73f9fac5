import type { FenqiClient } from "@fenqi/client";
import { answerWithPages, SHELL_ASSETS, sendPage, sendProblemPage, serveAssets } from "@fenqi/shell";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { announcementPage } from "./announcement-page.ts";
import { badge } from "./badge.ts";
import { bannerPage } from "./banner-page.ts";
import { serveFeeds } from "./feeds/index.ts";
import { sendFeed } from "./feeds/send-feed.ts";
import { STATUS_STYLE } from "./look.ts";
import { statusFailed } from "./status-failed.ts";
import type { StatusVisit } from "./status-frame.ts";
import { statusPage } from "./status-page.ts";
import { visitOf } from "./visit.ts";
import { serveWishes } from "./wish-routes.ts";

export interface StatusPagesOptions {
  /** Speaks to the public API, without a key. */
  readonly client: Pick<FenqiClient, "announcements" | "announcement" | "subscribe" | "confirmLink" | "endLink">;
  /** Where readers of feeds find the pages: `https://pay.example`. */
  readonly origin: string;
}

/** The status page at /status: what is in force, what comes, what is back, from the record that the checkout shows. */
export async function statusPages(fastify: FastifyInstance, { client, origin }: StatusPagesOptions): Promise<void> {
  answerWithPages(fastify);
  serveAssets(fastify, [...SHELL_ASSETS, STATUS_STYLE]);
  serveFeeds(fastify, client, origin);
  serveWishes(fastify, client, visitOf);

  /** Sends what a page makes of the record; says so where the record cannot be read. */
  const show = async (request: FastifyRequest, reply: FastifyReply, make: (visit: StatusVisit) => Promise<unknown>) => {
    const visit = visitOf(request, reply);
    try {
      return await sendPage(reply, await make(visit));
    } catch (error) {
      if ((error as { status?: number }).status === 404) return sendProblemPage(request, reply, 404);
      request.log.error({ err: error }, "the announcements could not be read");
      return sendPage(reply, statusFailed(visit), 503);
    }
  };

  fastify.get("/status", (request, reply) =>
    show(request, reply, async (visit) => statusPage(visit, await client.announcements())),
  );
  fastify.get<{ Params: { id: string } }>("/status/:id", (request, reply) =>
    show(request, reply, async (visit) => announcementPage(visit, await client.announcement(request.params.id))),
  );

  fastify.get("/status/badge.svg", async (request, reply) => {
    const locale = (request.query as { lang?: unknown }).lang === "en" ? "en" : "zh-CN";
    const record = await client.announcements();
    return sendFeed(request, reply, { type: "image/svg+xml", body: badge(record, locale), updated: record.as_of });
  });

  /** Made to stand in a store's page: the one page that others may frame. */
  fastify.get("/status/banner", async (request, reply) => {
    const page = bannerPage(visitOf(request, reply), await client.announcements());
    await sendPage(reply, page);
    return reply;
  });
  fastify.addHook("onSend", async (request, reply) => {
    if (request.routeOptions.url !== "/status/banner") return;
    const policy = String(reply.getHeader("content-security-policy"));
    reply.header("content-security-policy", policy.replace("frame-ancestors 'self'", "frame-ancestors *"));
  });
}
