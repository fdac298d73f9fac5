import type { FenqiClient } from "@fenqi/client";
import {
  acceptForms,
  answerWithPages,
  chooseLocale,
  chooseTheme,
  formOf,
  fromElsewhere,
  SHELL_ASSETS,
  sendPage,
  sendProblemPage,
  serveAssets,
} from "@fenqi/shell";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { DEMO_MODULES, DEMO_STYLE } from "./look.ts";
import { checkoutPane } from "./pages/checkout-pane.ts";
import { demoPage } from "./pages/demo-page.ts";
import { outboxPage } from "./pages/outbox-page.ts";
import { findPlaces, readQuote } from "./pages/places.ts";
import { createStage } from "./stage.ts";
import { CHECKOUT_STATES, checkoutState } from "./states/checkout-state.ts";
import { serveFaults } from "./states/faults.ts";
import { statesPage } from "./states/states-page.ts";

export { STATES } from "./states/all.ts";
export { type PlayOptions, playStory, STEPS, STORIES, type Story, type StoryEvent } from "./story.ts";

export interface DemoPagesOptions {
  /** Speaks to the API with the demo's secret key, which never leaves the server. */
  readonly client: FenqiClient;
  /** For the checkout in the pane. */
  readonly publishableKey: string;
  readonly now?: () => number;
}

/** The demo at /demo: one adjustment from pause to return, on the real API, beside the real pages. */
export async function demoPages(fastify: FastifyInstance, options: DemoPagesOptions): Promise<void> {
  const { client, now = Date.now } = options;
  const stage = createStage(client, now);
  acceptForms(fastify);
  answerWithPages(fastify);
  serveAssets(fastify, [...SHELL_ASSETS, DEMO_STYLE, ...DEMO_MODULES.map((module) => module.asset)]);

  const show = async (request: FastifyRequest, reply: FastifyReply, failed = false) => {
    const visit = { locale: chooseLocale(request, reply), theme: chooseTheme(request, reply), url: "/demo" };
    const scene = stage.scene();
    const quote = await readQuote(client, scene, visit.locale);
    const places = await findPlaces(fastify, client, scene, quote.quote, visit.locale);
    return sendPage(reply, demoPage(visit, { scene, quote, places, failed }));
  };

  fastify.get("/demo", (request, reply) => show(request, reply));

  fastify.post("/demo/play", async (request, reply) => {
    if (fromElsewhere(request.headers)) return sendProblemPage(request, reply, 403);
    const form = formOf(request.body);
    try {
      await stage.moveTo(form.story, Number(form.position));
    } catch (error) {
      request.log.error({ err: error }, "a step of the demo failed");
      return show(request, reply, true);
    }
    return reply.redirect("/demo", 303);
  });

  fastify.get("/demo/outbox", async (request, reply) => {
    const visit = { locale: chooseLocale(request, reply), theme: chooseTheme(request, reply), url: "/demo/outbox" };
    return sendPage(reply, outboxPage(visit, await client.outbox()));
  });

  serveFaults(fastify);
  fastify.get("/demo/states", (request, reply) =>
    sendPage(reply, statesPage({ locale: chooseLocale(request, reply), theme: chooseTheme(request, reply) })),
  );
  fastify.get<{ Params: { state: string } }>("/demo/states/checkout/:state", async (request, reply) => {
    const state = CHECKOUT_STATES.find((each) => each === request.params.state);
    if (state === undefined) return sendProblemPage(request, reply, 404);
    const visit = { locale: chooseLocale(request, reply), theme: chooseTheme(request, reply) };
    return sendPage(reply, await checkoutState(state, visit, client, options.publishableKey, now()));
  });

  fastify.get("/demo/checkout", async (request, reply) => {
    const { option } = request.query as { option?: string };
    const visit = { locale: chooseLocale(request, reply), theme: chooseTheme(request, reply) };
    return sendPage(reply, await checkoutPane(visit, client, options.publishableKey, option ?? ""));
  });

  /** The pane shows, and nothing is confirmed in it: a form from it only chooses. */
  fastify.post("/demo/checkout", async (request, reply) => {
    if (fromElsewhere(request.headers)) return sendProblemPage(request, reply, 403);
    const form = formOf(request.body);
    return reply.redirect(`/demo/checkout?option=${encodeURIComponent(form.use ?? form.option ?? "")}`, 303);
  });
}
