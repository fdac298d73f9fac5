import type { PlanLinkBody, PlanLinks } from "../../engine/ports.ts";
import { open, seal } from "./seal.ts";
import { deriveKey } from "./secrets.ts";

/** Links under the first master key; the others still open what they sealed. */
export function planLinks(masterKeys: readonly [Buffer, ...Buffer[]]): PlanLinks {
  const keys = masterKeys.map((key) => deriveKey(key, "plan-links"));
  return {
    seal: (body) => seal(keys[0]!, JSON.stringify(body), "plan-link"),
    open(token) {
      const text = open(keys, token, "plan-link");
      return text === undefined ? undefined : (JSON.parse(text) as PlanLinkBody);
    },
  };
}
