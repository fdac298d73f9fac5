import { api } from "../../api.ts";
import type { BackForm } from "../../parts/back-fields.tsx";
import { fromBackForm } from "../../parts/back-form.ts";
import type { MoveId } from "./moves.ts";

/** What a move's dialog asks for. */
export interface MoveForm {
  readonly note: string;
  readonly zh: string;
  readonly en: string;
  /** Absent where nothing comes back. */
  readonly terms?: "same" | "new";
  readonly back: BackForm;
}

/** Whether enough is filled in for the move to be made. */
export function isFilled(move: MoveId, form: MoveForm, zone: string): boolean {
  const said = [form.zh, form.en].filter((text) => text.trim() !== "").length;
  if (move === "reject") return form.note.trim() !== "";
  if (move === "update") return said === 2;
  if (move === "lift") return said !== 1;
  return move !== "extend" || fromBackForm(form.back, zone) !== undefined;
}

/** Makes the move. The key makes it happen once, however often the answer is lost. */
export function makeMove(
  id: string,
  move: MoveId,
  form: MoveForm,
  zone: string,
  idempotencyKey: string,
): Promise<unknown> {
  const call = { idempotencyKey };
  const note = form.note.trim() === "" ? {} : { note: form.note.trim() };
  const words = { "zh-CN": form.zh.trim(), en: form.en.trim() };
  switch (move) {
    case "submit":
      return api.submit(id, call);
    case "approve":
    case "review":
      return api.approve(id, note, call);
    case "reject":
      return api.reject(id, { note: form.note.trim() }, call);
    case "apply":
      return api.apply(id, call);
    case "update":
      return api.postUpdate(id, { text: words }, call);
    case "extend":
      return api.extend(id, { back: fromBackForm(form.back, zone)!, ...note }, call);
    case "advance":
      return api.advance(id, call);
    case "roll_back":
      return api.rollBack(id, note, call);
    case "lift":
      return api.lift(
        id,
        { ...(form.terms && { terms: form.terms }), ...(words.en === "" ? {} : { better: words }) },
        call,
      );
    case "withdraw":
      return api.withdraw(id, note, call);
  }
}
