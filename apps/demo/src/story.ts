export { type PlayOptions, playStory } from "./story/play.ts";
export { STORIES } from "./story/stories.ts";
export { STEPS, type Step, type Story, type StoryEvent } from "./story/types.ts";

/** The steps that every story goes through, in order. */
export { STEPS as demoStory } from "./story/types.ts";
