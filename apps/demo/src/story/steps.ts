import type { Locale } from "@fenqi/words";
import { DEMO_CART, DEMO_MARKET } from "./demo-cart.ts";
import type { Quote, Story, StoryClient, StoryEvent } from "./types.ts";

type Event<S extends StoryEvent["step"]> = Extract<StoryEvent, { step: S }>;

/** The demo cart's quote as the checkout asks for it. */
export function demoQuote(client: StoryClient, locale: Locale = "zh-CN"): Promise<Quote> {
  return client.quote({ cart: DEMO_CART, ...DEMO_MARKET, locale }, { schedules: "none" });
}

/** The adjustment takes effect now, with its explanation. */
export async function pause(client: StoryClient, story: Story, now: number): Promise<Event<"pause">> {
  const { kind, cause, scope, explanation, instead } = story;
  const record = await client.adjust({
    kind,
    cause,
    scope,
    back: story.back(now),
    explanation,
    alternatives: instead === "auto" ? instead : [...instead],
  });
  const { id, starts_at, back } = record.adjustment;
  return {
    step: "pause",
    at: starts_at,
    story: story.id,
    adjustment: id,
    explanation: record.adjustment.explanation,
    back,
  };
}

/** Looks for the explanation where shoppers read it: their quote, and the public record. */
export async function explain(client: StoryClient, paused: Event<"pause">): Promise<Event<"explain">> {
  const [quote, record] = await Promise.all([demoQuote(client), client.announcements()]);
  const said = JSON.stringify(paused.explanation["zh-CN"]).slice(1, -1);
  const announced = record.in_force.find((each) => each.id === paused.adjustment);
  const found = {
    checkout: JSON.stringify([quote.missing, quote.options]).includes(said),
    status:
      announced?.explanation.id === paused.explanation.id &&
      announced.explanation["zh-CN"] === paused.explanation["zh-CN"],
  };
  return { step: "explain", at: quote.created_at, story: paused.story, found, quote: quote.code };
}

/** The first alternative that the quote offers in the paused way's place; none where it only became less visible. */
export async function switchAway(client: StoryClient, story: Story): Promise<Event<"switch">> {
  const quote = await demoQuote(client);
  const missing = quote.missing.find((way) => way.offer === story.offer);
  const best = missing?.alternatives[0];
  return {
    step: "switch",
    at: quote.created_at,
    story: story.id,
    from: story.offer,
    to: best?.option ?? (missing ? null : story.offer),
    extra_total: best?.extra_total ?? null,
    extra_per_period: best?.extra_per_period ?? null,
  };
}

/** Lifts the adjustment, with what is better, and looks whether the way is an option again. */
export async function restore(client: StoryClient, story: Story, adjustment: string): Promise<Event<"restore">> {
  await client.lift(adjustment, { better: story.better });
  const quote = await demoQuote(client);
  const option = quote.options.find((each) => each.offer === story.offer);
  return {
    step: "restore",
    at: quote.created_at,
    story: story.id,
    available: option !== undefined,
    total: option?.total ?? null,
    better: story.better,
  };
}
