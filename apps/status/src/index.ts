import type { FenqiClient } from "@fenqi/client";
import { answerWithPages, chooseLocale, chooseTheme, SHELL_ASSETS, sendPage, serveAssets } from "@fenqi/shell";
import type { FastifyInstance } from "fastify";
import { STATUS_STYLE } from "./look.ts";
import { statusFailed } from "./status-failed.ts";
import { statusPage } from "./status-page.ts";

export interface StatusPagesOptions {
  /** Speaks to the public API; only `GET /v1/announcements` is asked. */
  readonly client: Pick<FenqiClient, "announcements">;
}

/** The status page at /status: what is in force, what comes, what is back, from the record that the checkout shows. */
export async function statusPages(fastify: FastifyInstance, { client }: StatusPagesOptions): Promise<void> {
  answerWithPages(fastify);
  serveAssets(fastify, [...SHELL_ASSETS, STATUS_STYLE]);

  fastify.get("/status", async (request, reply) => {
    const visit = {
      locale: chooseLocale(request, reply),
      theme: chooseTheme(request, reply),
      url: request.url,
      pane: (request.query as { pane?: unknown }).pane !== undefined,
    };
    try {
      return await sendPage(reply, statusPage(visit, await client.announcements()));
    } catch (error) {
      request.log.error({ err: error }, "the announcements could not be read");
      return sendPage(reply, statusFailed(visit), 503);
    }
  });
}
