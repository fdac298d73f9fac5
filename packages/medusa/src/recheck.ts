import { isSealed } from "@fenqi/client";
import { localeOf, sayRefusal } from "@fenqi/words";
import { type Deps, tellingOf } from "./authorise.ts";
import { askedFor, questionOf, type StoredCart } from "./question.ts";
import { type Refusal, refuse, refuseEnded, refuseProblem } from "./refusal.ts";
import { choiceOf, readKept, type SessionData } from "./session.ts";

/**
 * Whether what the shopper chose still is for this cart, asked once more as the order is made: the token was made for the cart as it
 * is stored now, the session is for what it comes to, and the way is open. Undefined where it is; else why not, in the words of the
 * checkout.
 *
 * A session whose plan is made is held to its cart, and to the plan being there: a pause stops new plans, and a plan that was cancelled as
 * an earlier attempt failed pays nothing.
 */
export async function recheck(
  deps: Deps,
  cart: StoredCart,
  data: SessionData | undefined,
): Promise<Refusal | undefined> {
  const { fenqi, options } = deps;
  const choice = choiceOf(data, localeOf(cart.locale));
  if (!choice.ok) return choice.error;
  const { quote_token, option, seal, consent } = choice.value;
  const locale = consent.language;
  const question = questionOf(cart, options, locale);
  if (!question.ok) return question.error;

  const { total, currency } = question.value.cart;
  const kept = readKept(data);
  const isOfCart = await isSealed(options.secretKey, quote_token, askedFor(cart, question.value), seal);
  if (!isOfCart || kept.amount !== total || kept.currency !== currency) return refuse("cart_changed", locale).error;

  const telling = tellingOf(deps, locale);
  try {
    if (kept.plan !== null) return refuseEnded(await fenqi.plan(kept.plan), locale);
    const { missing, options: open } = await fenqi.quote(question.value, { schedules: "none" });
    if (open.some(({ id }) => id === option)) return undefined;
    const way = missing.find(({ offer }) => offer === option);
    return sayRefusal({ status: 409, code: "way_unavailable", missing: way }, telling);
  } catch (problem) {
    return refuseProblem(problem, telling).error;
  }
}
