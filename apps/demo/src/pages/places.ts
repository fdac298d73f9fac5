import type { Locale } from "@fenqi/shell";
import type { FastifyInstance } from "fastify";
import type { Scene } from "../stage.ts";
import { demoQuote } from "../story/steps.ts";
import { type Quote, STEPS, type StoryClient, type StoryEvent } from "../story/types.ts";

/** Where the explanation stands right now, word for word; undefined while nothing was said yet. */
export type Places = { readonly checkout: boolean; readonly status: boolean; readonly feed: boolean } | undefined;

/** What the panes need of the demo cart's quote. */
export interface DemoQuote {
  readonly quote: Quote;
  /** The option that stands chosen in the checkout at this step; empty where none does. */
  readonly chosen: string;
  /** The offer that the step is about; empty before the story and after it. */
  readonly about: string;
}

/** Reads the quote, the status page and the public record, and looks for the story's explanation in each. */
export async function findPlaces(
  fastify: FastifyInstance,
  client: StoryClient,
  scene: Scene,
  quote: Quote,
  locale: Locale,
): Promise<Places> {
  const paused = scene.events[0];
  if (paused?.step !== "pause") return undefined;
  const words = paused.explanation[locale];
  const [page, record] = await Promise.all([fastify.inject({ url: `/status?lang=${locale}` }), client.announcements()]);
  const causes = quote.missing.flatMap((way) => way.causes.map((cause) => cause.explanation));
  const changes = quote.options.flatMap((option) => option.adjustments.map((each) => each.explanation));
  const inForce = record.in_force.find((each) => each.id === paused.adjustment);
  return {
    checkout: [...causes, ...changes].some((each) => each.id === paused.explanation.id && each.text === words),
    status: page.body.includes(`id="${paused.adjustment}"`) && page.body.includes(words),
    feed: inForce?.explanation[locale] === words,
  };
}

/** The quote, with what stands chosen: the way of the story, or the alternative once it is taken. */
export async function readQuote(client: StoryClient, scene: Scene, locale: Locale): Promise<DemoQuote> {
  const quote = await demoQuote(client, locale);
  const has = (id: string | null | undefined) => (quote.options.some((option) => option.id === id) ? (id ?? "") : "");
  const switched = scene.events.find(
    (event): event is Extract<StoryEvent, { step: "switch" }> => event.step === "switch",
  );
  const taken = switched && scene.position < STEPS.length ? switched.to : scene.story.offer;
  const about = scene.position === 3 && switched ? (switched.to ?? scene.story.offer) : scene.story.offer;
  // Before the story and after it the pane stands at its top, where a return is told.
  const between = scene.position > 0 && scene.position < STEPS.length;
  return { quote, chosen: has(taken), about: between ? about : "" };
}
