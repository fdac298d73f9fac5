import type { FastifyInstance } from "fastify";
import type { Scene } from "../stage.ts";
import { demoQuote } from "../story/steps.ts";
import type { Quote, StoryClient, StoryEvent } from "../story/types.ts";

/** Where the explanation stands right now, word for word; undefined while nothing was said yet. */
export type Places = { readonly checkout: boolean; readonly status: boolean; readonly feed: boolean } | undefined;

/** What the panes need of the demo cart's quote. */
export interface DemoQuote {
  readonly quote: Quote;
  /** The option that stands chosen in the checkout at this step; empty where none does. */
  readonly chosen: string;
  /** The offer that the step is about. */
  readonly about: string;
}

/** Reads the quote, the status page and the public record, and looks for the story's explanation in each. */
export async function findPlaces(
  fastify: FastifyInstance,
  client: StoryClient,
  scene: Scene,
  quote: Quote,
): Promise<Places> {
  const paused = scene.events[0];
  if (paused?.step !== "pause") return undefined;
  const words = paused.explanation["zh-CN"];
  const [page, record] = await Promise.all([fastify.inject({ url: "/status?lang=zh-CN" }), client.announcements()]);
  const causes = quote.missing.flatMap((way) => way.causes.map((cause) => cause.explanation));
  const changes = quote.options.flatMap((option) => option.adjustments.map((each) => each.explanation));
  const inForce = record.in_force.find((each) => each.id === paused.adjustment);
  return {
    checkout: [...causes, ...changes].some((each) => each.id === paused.explanation.id && each.text === words),
    status: page.body.includes(`id="${paused.adjustment}"`) && page.body.includes(words),
    feed: inForce?.explanation["zh-CN"] === words,
  };
}

/** The quote, with what stands chosen: the way of the story, or the alternative once it is taken. */
export async function readQuote(client: StoryClient, scene: Scene): Promise<DemoQuote> {
  const quote = await demoQuote(client);
  const has = (id: string | null | undefined) => (quote.options.some((option) => option.id === id) ? (id ?? "") : "");
  const switched = scene.events.find(
    (event): event is Extract<StoryEvent, { step: "switch" }> => event.step === "switch",
  );
  const taken = switched && scene.position < 4 ? switched.to : scene.story.offer;
  return {
    quote,
    chosen: has(taken),
    about: switched && scene.position === 3 ? (switched.to ?? scene.story.offer) : scene.story.offer,
  };
}
