import type { Permission } from "../session.ts";
import type { tourWords } from "../words/tour.ts";

export type StepName = keyof (typeof tourWords)["en"]["steps"];

export interface TourStep {
  readonly name: StepName;
  readonly to: string;
  readonly needs?: Permission;
}

/** One pause through all hands: who decides, what shoppers saw, what it comes to in money. */
const STEPS: readonly TourStep[] = [
  { name: "today", to: "/" },
  { name: "adjustments", to: "/adjustments", needs: "adjustments:read" },
  { name: "health", to: "/health", needs: "adjustments:read" },
  { name: "offers", to: "/offers", needs: "catalogue:read" },
  { name: "quotes", to: "/quotes", needs: "quotes:read" },
  { name: "plans", to: "/plans", needs: "plans:read" },
  { name: "cases", to: "/cases", needs: "cases:read" },
  { name: "audit", to: "/audit", needs: "audit:read" },
];

/** The steps whose pages this visitor may see. */
export const stepsFor = (may: (permission: Permission) => boolean): readonly TourStep[] =>
  STEPS.filter(({ needs }) => needs === undefined || may(needs));
