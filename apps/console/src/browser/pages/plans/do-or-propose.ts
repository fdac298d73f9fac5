import type { PlanPreviewRequest } from "@fenqi/client";
import { api, problemOf } from "../../api.ts";

/** Does a command; what one person may not do alone is proposed to another. Throws what is refused otherwise. */
export async function doOrPropose(plan: string, request: PlanPreviewRequest): Promise<"done" | "proposed"> {
  try {
    await api.doToPlan(plan, request);
    return "done";
  } catch (error) {
    if (problemOf(error)?.code !== "second_person_needed") throw error;
    const { refund, write_off, waive_late } = request;
    await api.propose(plan, {
      ...(refund && { refund }),
      ...(write_off && { write_off }),
      ...(waive_late && { late_waiver: { amount: waive_late.amount } }),
    });
    return "proposed";
  }
}
