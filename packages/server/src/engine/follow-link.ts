import { formatInstant } from "@fenqi/core/calendar";
import type { ChangeStore, Clock, Link, Vault } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface LinkDeps {
  readonly changes: ChangeStore;
  readonly vault: Vault;
  readonly now: Clock;
}

/** What a link in a message does: confirms a wish, or ends it. Following it twice is following it once. */
export async function followLink(
  { changes, vault, now }: LinkDeps,
  token: string,
  what: "confirm" | "end",
): Promise<Result<{ readonly kind: Exclude<Link["kind"], "case"> }>> {
  const link = vault.openLink(token);
  // A case's link shows its page; it confirms and ends nothing.
  if (!link || link.kind === "case") return refuse({ code: "link_invalid" });
  const { merchant, kind, id } = link;
  const at = formatInstant(now());
  const found = await changes.run(merchant, async (change) => {
    if (what === "confirm") {
      return kind === "subscription" ? change.confirmSubscription(id, at) : change.confirmWaitlistEntry(id, at);
    }
    await (kind === "subscription" ? change.removeSubscription(id) : change.removeWaitlistEntry(id, "gone", at));
    return true;
  });
  return found ? done({ kind }) : refuse({ code: "link_invalid" });
}
