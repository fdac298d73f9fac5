import type { KeyRecord } from "@fenqi/contract";
import type { FastifyInstance } from "fastify";
import { type IssuedKey, issueKey, type KeyDraft, revokeKey } from "../engine/keys.ts";
import type { KeyRow } from "../engine/ports.ts";
import { rotateKey } from "../engine/rotate-key.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { notBeyond } from "./key-check.ts";
import { answerOnce, onceOf } from "./once.ts";
import { answerRefusal, ProblemAnswer } from "./problem.ts";

export function keyRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, keyRecords, digest } = context;

  addRoute(app, context, gate, "issueKey", async (call) => {
    const { kind, role = "store", scopes = null } = call.body;
    if (kind === "publishable" && (role !== "store" || scopes)) {
      const pointer = role === "store" ? "/scopes" : "/role";
      throw new ProblemAnswer("invalid_request", {
        errors: [{ pointer, code: "not_allowed", detail: "a publishable key is the store's" }],
      });
    }
    notBeyond(call.key, { role, scopes });
    return answerOnce(
      await issueKey(engine, {
        once: onceOf(call, digest),
        by: call.key.person,
        draft: call.body as KeyDraft,
        answer: issued,
      }),
    );
  });

  addRoute(app, context, gate, "rotateKey", async (call) => {
    const { overlap_hours: overlapHours, expires_at: expiresAt } = call.body;
    const old = (await keyRecords.all(call.key.merchant)).find(({ id }) => id === call.params.id);
    if (old) notBeyond(call.key, old);
    return answerOnce(
      await rotateKey(engine, {
        once: onceOf(call, digest),
        by: call.key.person,
        id: call.params.id,
        rotation: { overlapHours, ...(expiresAt === undefined ? {} : { expiresAt }) },
        answer: issued,
      }),
    );
  });

  addRoute(app, context, gate, "listKeys", async ({ key }) => ({
    body: { items: (await keyRecords.all(key.merchant)).slice(0, 1_000).map(toRecord) },
  }));

  addRoute(app, context, gate, "revokeKey", async ({ params, key }) => {
    const revoked = await revokeKey(engine, key.merchant, params.id, key.person);
    return revoked.ok ? { body: toRecord(revoked.value) } : answerRefusal(revoked.error);
  });
}

const issued = ({ row, key }: IssuedKey) => ({ status: 201, body: JSON.stringify({ ...toRecord(row), key }) });

/** Everything of a key but its hash. */
const toRecord = (row: Omit<KeyRow, "merchant">): KeyRecord => ({
  id: row.id,
  kind: row.kind,
  mode: row.mode,
  name: row.name,
  role: row.role,
  scopes: row.scopes && [...row.scopes],
  person: row.person,
  hint: row.hint,
  origins: [...row.origins],
  created_at: row.createdAt,
  expires_at: row.expiresAt,
  revoked_at: row.revokedAt,
  rotated_to: row.rotatedTo,
});
