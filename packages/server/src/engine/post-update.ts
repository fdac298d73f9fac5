import { formatInstant } from "@fenqi/core/calendar";
import type { Words } from "@fenqi/core/explanation";
import { type ChangeCommand, type ChangeDeps, changeOnce } from "./change-once.ts";
import type { OnceOutcome, PostedUpdate } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import type { ToldRecord } from "./told.ts";

export interface PostUpdate extends ChangeCommand<PostedUpdate> {
  readonly adjustment: string;
  readonly text: Words;
}

/** States in which the public knows of an adjustment and may hear more of it. */
const TOLD_STATES: ReadonlySet<string> = new Set(["scheduled", "active", "ramping", "lifted"]);

/** Says how it goes while an adjustment runs. What was said stays: another update corrects it. */
export async function postUpdate(
  deps: ChangeDeps & { readonly told: ToldRecord },
  command: PostUpdate,
): Promise<OnceOutcome<Result<PostedUpdate>>> {
  const outcome = await changeOnce(deps, command, async (change) => {
    const row = await change.readAdjustment(command.adjustment);
    if (!row) return refuse({ code: "not_found" });
    if (!TOLD_STATES.has(row.state)) return refuse({ code: "move_not_allowed", state: row.state });
    const nowMs = deps.now();
    const update: PostedUpdate = {
      id: deps.ids.update(nowMs),
      adjustment: command.adjustment,
      at: formatInstant(nowMs),
      by: command.by,
      text: command.text,
    };
    await change.appendUpdate(update);
    const { adjustment: subject, at, by, text } = update;
    await change.audit({ stream: "adjustments", action: "adjustment.post_update", subject, after: text, at, by });
    return done(update);
  });
  deps.told.forget(command.once.merchant);
  return outcome;
}
