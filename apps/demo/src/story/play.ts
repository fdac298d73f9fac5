import { clearLeftovers } from "./leftovers.ts";
import { explain, pause, restore, switchAway } from "./steps.ts";
import { storyOf } from "./stories.ts";
import type { StoryClient, StoryEvent } from "./types.ts";

export interface PlayOptions {
  /** With a secret key: it adjusts and lifts. */
  readonly client: StoryClient;
  readonly emit: (event: StoryEvent) => void;
  /** Milliseconds between steps. */
  readonly pace: number;
  /** Id of a story; the planned upgrade where absent. */
  readonly story?: string;
  readonly now?: () => number;
}

/**
 * Tells one story on the real API: pause, explained everywhere, the alternative taken, back with what is better.
 * The way is restored even when a step fails; the failure is thrown after.
 */
export async function playStory({ client, emit, pace, story: id, now = Date.now }: PlayOptions): Promise<void> {
  const story = storyOf(id);
  const wait = () => new Promise((resolve) => setTimeout(resolve, pace));
  await clearLeftovers(client);
  const paused = await pause(client, story, now());
  try {
    emit(paused);
    await wait();
    emit(await explain(client, paused));
    await wait();
    emit(await switchAway(client, story));
    await wait();
  } catch (failure) {
    await client.lift(paused.adjustment);
    throw failure;
  }
  emit(await restore(client, story, paused.adjustment));
}
