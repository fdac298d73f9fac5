import { formatInstant } from "@fenqi/core/calendar";
import type { QuoteRequest } from "@fenqi/core/quote";
import type { CaseDeps } from "./case-deps.ts";
import { askGoodwill } from "./goodwill.ts";
import { openCase } from "./open-case.ts";
import { type QuoteDeps, quoteCart } from "./quote-cart.ts";
import { answerCase } from "./write-case.ts";

interface Step {
  readonly by: string;
  readonly minutesAgo: number;
}

/** A case that a demo begins with, and what was done in it, told in minutes before the start. */
export interface SeedCase {
  readonly id: string;
  readonly minutesAgo: number;
  readonly request: QuoteRequest;
  readonly offer: string;
  readonly review: boolean;
  readonly text: string;
  readonly answer?: Step & { readonly text: string };
  readonly goodwill?: Step & { readonly currency: string; readonly amount: number; readonly reason: string };
}

/** Opens a demo's cases anew at each start, by the use cases that everybody uses, so that they are never stale. */
export async function seedCases(
  deps: CaseDeps & QuoteDeps,
  merchant: string,
  cases: readonly SeedCase[],
): Promise<void> {
  const start = deps.now();
  for (const seed of cases) {
    await deps.changes.run(merchant, (change) => change.eraseCase(seed.id));
    const then = (minutesAgo: number) => {
      const at = start - minutesAgo * 60_000;
      return { ...deps, now: () => at, ids: { ...deps.ids, case: () => seed.id } };
    };
    const once = (step: string) => ({ merchant, key: `seed ${seed.id} ${step} ${start}`, requestHash: "seed" });
    const answer = () => ({ status: 200, body: "" });
    const opening = then(seed.minutesAgo);
    const { request, offer, review, text } = seed;
    const quoted = quoteCart(opening, { merchant, request, at: formatInstant(opening.now()), schedules: true });
    if (!quoted.ok) throw new Error(`the demo's cart is refused: ${quoted.error.code}`);
    const { code } = JSON.parse(new TextDecoder().decode(quoted.value)) as { readonly code: string };
    const opened = await openCase(opening, {
      ...{ once: once("open"), by: "shopper", trusted: false, answer },
      ...{ text, locale: request.locale, quoteCode: code, offer, review },
    });
    if (opened.kind !== "done") throw new Error(`the demo's case is refused: ${JSON.stringify(opened)}`);
    if (seed.answer) {
      const { by, minutesAgo, text } = seed.answer;
      await answerCase(then(minutesAgo), { once: once("answer"), by, case: seed.id, text, explanations: [], answer });
    }
    if (seed.goodwill) {
      const { minutesAgo, ...asked } = seed.goodwill;
      await askGoodwill(then(minutesAgo), { ...asked, once: once("goodwill"), case: seed.id, answer });
    }
  }
}
