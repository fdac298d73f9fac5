export { type PlayOptions, playStory } from "./story/play.ts";
export { STORIES } from "./story/stories.ts";
/** The steps that every story goes through, in order. */
export { STEPS, STEPS as demoStory, type Step, type Story, type StoryEvent } from "./story/types.ts";
