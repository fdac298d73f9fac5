import { formatInstant } from "../calendar/index.ts";
import type { Conditions, Situation } from "../offer/index.ts";

type ShopperCondition = keyof NonNullable<Conditions["shopper"]>;

/** A part of an offer's conditions that can hold or fail by itself. */
export type PartName = Exclude<keyof Conditions, "shopper" | "rules"> | "rule" | `shopper.${ShopperCondition}`;

export interface Part {
  readonly name: PartName;
  /** The part as conditions of its own. */
  readonly part: Conditions;
  readonly wanted: unknown;
  /** About the shopper. */
  readonly personal: boolean;
}

const OF_THE_SHOPPER: ReadonlySet<string> = new Set(["outstanding", "active_plans"]);

/** Conditions taken apart, in the order of the catalogue's own fields. */
export function partsOf({ shopper, rules, ...others }: Conditions): readonly Part[] {
  const parts: Part[] = Object.entries(others).map(([name, wanted]) => ({
    name: name as PartName,
    part: { [name]: wanted },
    wanted,
    personal: OF_THE_SHOPPER.has(name),
  }));
  for (const [name, wanted] of Object.entries(shopper ?? {})) {
    const part = { shopper: { [name]: wanted } };
    parts.push({ name: `shopper.${name as ShopperCondition}`, part, wanted, personal: true });
  }
  for (const rule of rules ?? []) {
    const { code, when, about } = rule;
    parts.push({ name: "rule", part: { rules: [rule] }, wanted: { code, when }, personal: about === "store" });
  }
  return parts;
}

/** What the situation holds of what a part asks for; null where nothing is known. */
export function foundFor(name: PartName, { cart, shopper, at }: Situation): unknown {
  switch (name) {
    case "amount":
      return { total: cart.total };
    case "categories":
      return Object.keys(cart.categories);
    case "tags":
      return Object.keys(cart.tags);
    case "share":
      return { goods: cart.goods, categories: cart.categories };
    case "excludes_lines":
      return cart.lines;
    case "windows":
      return formatInstant(at);
    case "rule":
      return null;
    case "outstanding":
      return { outstanding: shopper?.outstanding ?? null, total: cart.total };
    case "active_plans":
      return shopper?.active_plans ?? null;
    default:
      return shopper?.[name.slice("shopper.".length) as ShopperCondition] ?? null;
  }
}
