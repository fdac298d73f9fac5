import { formatInstant } from "@fenqi/core/calendar";
import { letGoOfLateYes } from "./let-go.ts";
import type { CallbackMessage, CallbackStore, MovementStore, PartnerCallback } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import { type ResolveDeps, resolvePlan } from "./resolve-plans.ts";

export interface HearDeps extends ResolveDeps {
  readonly callbacks: CallbackStore;
  readonly movements: MovementStore;
}

/**
 * Hears a message that says it comes from a partner, of the merchant named or of whoever's it is by its signature. What it
 * says is a reason to ask the partner, and never more: so it may be late, out of order or told again. Answers with what the
 * partner wants to hear.
 */
export async function hearPartner(
  deps: HearDeps,
  partner: string,
  merchant: string | undefined,
  message: CallbackMessage,
): Promise<Result<{ readonly reply: string }>> {
  const lines = deps.partners
    .all()
    .filter((line) => line.partner === partner && (merchant === undefined || line.merchant === merchant));
  if (lines.length === 0) return refuse({ code: "not_found" });
  let why = "signature";
  for (const line of lines) {
    const verdict = await deps.partners.find(line.merchant, partner)!.verifyCallback(message);
    if (verdict.kind === "refused") {
      why = verdict.why;
      if (why !== "signature") break;
      continue;
    }
    if (verdict.kind === "verified") await takeIn(deps, line.merchant, partner, verdict.callback);
    return done({ reply: verdict.reply });
  }
  return refuse({ code: "callback_refused", why });
}

async function takeIn(deps: HearDeps, merchant: string, partner: string, callback: PartnerCallback): Promise<void> {
  if (await deps.callbacks.heard(merchant, partner, callback.id)) return;
  const at = formatInstant(deps.now());
  if (callback.about !== "authorisation") await deps.movements.hurry(merchant, callback.request!, at);
  else {
    await resolvePlan(deps, merchant, callback.reference);
    if (callback.state === "approved") await letGoOfLateYes(deps, merchant, partner, callback.reference);
  }
  await deps.callbacks.keep(merchant, partner, callback, at);
}
