import { clearLeftovers } from "./story/leftovers.ts";
import { explain, pause, restore, switchAway } from "./story/steps.ts";
import { STORIES, storyOf } from "./story/stories.ts";
import { STEPS, type Story, type StoryClient, type StoryEvent } from "./story/types.ts";

/** Where the demo stands: a story, and how many of its steps are done. */
export interface Scene {
  readonly story: Story;
  /** 0 before the story, then the number of steps done. */
  readonly position: number;
  /** One event per step that is done. */
  readonly events: readonly StoryEvent[];
  /** Rises with each move, so that panes know when to load again. */
  readonly revision: number;
}

export interface Stage {
  scene(): Scene;
  /** Goes to a step of a story on the real API; moves wait for each other. */
  moveTo(storyId: unknown, position: number): Promise<Scene>;
}

/** The one stage of this server: everybody who opens the demo sees the same store. */
export function createStage(client: StoryClient, now: () => number): Stage {
  let scene: Scene = { story: STORIES[0]!, position: 0, events: [], revision: 0 };
  let clean = false;
  let queue: Promise<unknown> = Promise.resolve();

  async function move(storyId: unknown, asked: number): Promise<Scene> {
    if (!clean) await clearLeftovers(client);
    clean = true;
    const story = storyOf(storyId);
    const position = Math.min(Math.max(Math.trunc(asked) || 0, 0), STEPS.length);
    const kept = story.id === scene.story.id ? keptSteps(scene, position) : 0;
    const inForce = pausedIn(scene);
    if (inForce && kept === 0) await client.lift(inForce);
    scene = { story, position: kept, events: scene.events.slice(0, kept), revision: scene.revision + 1 };
    for (const step of STEPS.slice(kept, position)) {
      const event = await perform(step, scene);
      scene = { ...scene, position: scene.position + 1, events: [...scene.events, event] };
    }
    return scene;
  }

  async function perform(step: (typeof STEPS)[number], { story, events }: Scene): Promise<StoryEvent> {
    const paused = events[0]?.step === "pause" ? events[0] : undefined;
    if (step === "pause" || !paused) return pause(client, story, now());
    if (step === "explain") return explain(client, paused);
    if (step === "switch") return switchAway(client, story);
    return restore(client, story, paused.adjustment);
  }

  return {
    scene: () => scene,
    moveTo(storyId, position) {
      const result = queue.then(() => move(storyId, position));
      queue = result.catch(() => undefined);
      return result;
    },
  };
}

/** The adjustment in force, if the scene is between pause and return. */
function pausedIn({ events, position }: Scene): string | undefined {
  const [first] = events;
  return position < STEPS.length && first?.step === "pause" ? first.adjustment : undefined;
}

/** Steps that stay done on the way to `position`: while it is paused all up to there, once it is restored all or none. */
function keptSteps(scene: Scene, position: number): number {
  if (pausedIn(scene)) return Math.min(scene.position, position);
  return position === STEPS.length ? scene.events.length : 0;
}
