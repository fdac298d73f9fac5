import { KeyIssued, KeyList, KeyRecord, KeyRequest, KeyRotation } from "./key.ts";
import { PATHS } from "./paths.ts";
import { byId, type Route } from "./route.ts";

/** API keys. */
export const KEY_ROUTES = {
  issueKey: {
    method: "POST",
    path: PATHS.keys,
    group: "Keys",
    summary: "A new key, shown this once",
    access: "secret",
    needs: "keys:manage",
    body: KeyRequest,
    once: true,
    answer: { status: 201, schema: KeyIssued },
    problems: ["invalid_date", "scope_not_held", "unavailable"],
  },
  listKeys: {
    method: "GET",
    path: PATHS.keys,
    group: "Keys",
    summary: "The merchant's keys, without the keys themselves",
    access: "secret",
    needs: "keys:manage",
    answer: { status: 200, schema: KeyList },
    problems: ["unavailable"],
  },
  rotateKey: {
    method: "POST",
    path: PATHS.keyRotations,
    group: "Keys",
    summary: "A new key in place of one, which works on for a while",
    access: "secret",
    needs: "keys:manage",
    params: byId,
    body: KeyRotation,
    once: true,
    answer: { status: 201, schema: KeyIssued },
    problems: ["not_found", "move_not_allowed", "invalid_date", "unavailable"],
  },
  revokeKey: {
    method: "DELETE",
    path: PATHS.key,
    group: "Keys",
    summary: "Revoke a key, for good",
    access: "secret",
    needs: "keys:manage",
    params: byId,
    answer: { status: 200, schema: KeyRecord },
    problems: ["not_found", "unavailable"],
  },
} as const satisfies { readonly [id: string]: Route };
