import { asset } from "@fenqi/shell";

export const PLANS_STYLE = asset("plans.css", new URL("./plans.css", import.meta.url));
