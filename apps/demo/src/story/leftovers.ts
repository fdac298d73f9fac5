import { STORIES } from "./stories.ts";
import type { StoryClient } from "./types.ts";

const MAX_PAGES = 20;

/** Lifts what an earlier telling left in force: the adjustments that say a story's own words on its own scope. */
export async function clearLeftovers(client: StoryClient): Promise<void> {
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { items, next_cursor } = await client.adjustments(cursor === undefined ? {} : { cursor });
    const left = items.filter(({ state, adjustment }) => state === "active" && isOfStory(adjustment));
    for (const { adjustment } of left) await client.lift(adjustment.id);
    if (next_cursor === null) return;
    cursor = next_cursor;
  }
}

function isOfStory(adjustment: {
  readonly scope: object;
  readonly cause: string;
  readonly explanation?: { readonly "zh-CN"?: string };
}): boolean {
  return STORIES.some(
    (story) =>
      story.cause === adjustment.cause &&
      story.explanation["zh-CN"] === adjustment.explanation?.["zh-CN"] &&
      JSON.stringify(story.scope) === JSON.stringify(adjustment.scope),
  );
}
