import { type ASTNode, Environment } from "@marcbachmann/cel-js";
import type { IsoDate } from "../calendar/index.ts";
import type { Minor } from "../money/index.ts";
import type { CartFacts, ShopperFacts } from "./types.ts";

/**
 * CEL with a guard. Values: `cart {currency, total, goods, categories, tags, lines}`, `shopper` (what the store knows;
 * ask `has(shopper.age)` first), `market`, `channel`, `today` ("2026-11-22"). Amounts are integers in minor units.
 *
 * `matches` is refused (a regular expression can run without end), macros nest at most twice, expressions are small:
 * a rule cannot make a quote slow.
 */
const environment = new Environment({
  limits: { maxAstNodes: 200, maxDepth: 16, maxListElements: 50, maxMapEntries: 20, maxCallArguments: 8 },
})
  .registerVariable("cart", "map<string, dyn>")
  .registerVariable("shopper", "map<string, dyn>")
  .registerVariable("market", "string")
  .registerVariable("channel", "string")
  .registerVariable("today", "string");

const MACROS = new Set(["all", "exists", "exists_one", "map", "filter"]);
const MAX_MACRO_DEPTH = 2;

export interface RuleContext {
  readonly cart: { readonly [name: string]: unknown };
  readonly shopper: { readonly [name: string]: unknown };
  readonly market: string;
  readonly channel: string;
  readonly today: IsoDate;
}

/** True when the rule holds. A rule that cannot be computed (a fact is missing) does not hold. */
export type CompiledRule = (context: RuleContext) => boolean;

/** Compiles a rule's `when`. Throws an Error whose message says what is wrong and where. */
export function compileRule(when: string): CompiledRule {
  const program = environment.parse(when);
  refuseUnbounded(program.ast, 0);
  const checked = program.check();
  if (!checked.valid) throw checked.error ?? new Error("the expression does not type-check");
  if (checked.type !== "bool" && checked.type !== "dyn") {
    throw new Error(`the expression gives ${checked.type}, a rule must give bool`);
  }
  return (context) => {
    try {
      return program(context) === true;
    } catch {
      return false;
    }
  };
}

/** Integers become BigInt, as CEL's `int` asks. */
export function ruleContext(
  cart: CartFacts,
  shopper: ShopperFacts | undefined,
  market: string,
  channel: string,
  today: IsoDate,
): RuleContext {
  return {
    cart: {
      currency: cart.currency,
      total: BigInt(cart.total),
      goods: BigInt(cart.goods),
      categories: bigints(cart.categories),
      tags: bigints(cart.tags),
      lines: bigints(cart.lines),
    },
    shopper: Object.fromEntries(
      Object.entries(shopper ?? {}).map(([name, value]) => [name, typeof value === "number" ? BigInt(value) : value]),
    ),
    market,
    channel,
    today,
  };
}

function bigints(amounts: { readonly [key: string]: Minor }): { readonly [key: string]: bigint } {
  return Object.fromEntries(Object.entries(amounts).map(([key, amount]) => [key, BigInt(amount)]));
}

function refuseUnbounded(node: unknown, macroDepth: number): void {
  if (Array.isArray(node)) {
    for (const part of node) refuseUnbounded(part, macroDepth);
    return;
  }
  if (node === null || typeof node !== "object" || !("op" in node)) return;
  const { op, args } = node as ASTNode;
  let depth = macroDepth;
  if (op === "call" || op === "rcall") {
    const name = args[0];
    if (name === "matches") throw new Error("`matches` is not allowed in a rule");
    if (MACROS.has(name)) depth += 1;
    if (depth > MAX_MACRO_DEPTH) throw new Error(`macros nest deeper than ${MAX_MACRO_DEPTH}`);
  }
  refuseUnbounded(args, depth);
}
