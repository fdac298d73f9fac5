import type { Change, ChangeStore, KeyRow } from "./ports.ts";

/**
 * Changes that cannot be made without their entry in the audit log: it is written where the change is, in the same
 * transaction. What a use case changes by other ways, it tells with `change.audit`.
 */
export function auditedChanges(store: ChangeStore): ChangeStore {
  return {
    ...store,
    run: (merchant, work) => store.run(merchant, (change) => work(audited(change))),
    runOnce: (once, work) => store.runOnce(once, (change) => work(audited(change))),
  };
}

function audited(change: Change): Change {
  return {
    ...change,

    async appendVersion(record) {
      const appended = await change.appendVersion(record);
      await change.audit({
        stream: "catalogue",
        action: "catalogue.version",
        subject: record.version,
        after: { version: record.version, seq: appended.seq, content_hash: record.contentHash },
        by: record.createdBy,
        at: record.createdAt,
      });
      return appended;
    },

    async saveAdjustment(row, event, lookAt) {
      const { move, at, by } = event;
      const before = await change.readAdjustment(row.adjustment.id);
      await change.saveAdjustment(row, event, lookAt);
      await change.audit({
        stream: "adjustments",
        action: `adjustment.${move}`,
        subject: row.adjustment.id,
        ...(before ? { before: { state: before.state, adjustment: before.adjustment } } : {}),
        after: { state: row.state, adjustment: row.adjustment, approved_by: row.approval?.by ?? null },
        by,
        at,
      });
    },

    async insertKey(key, by) {
      const isNew = await change.insertKey(key, by);
      if (isNew) {
        const after = keyFacts(key);
        await change.audit({ stream: "keys", action: "key.issue", subject: key.id, after, by, at: key.createdAt });
      }
      return isNew;
    },

    async rotateKey(id, to, expiresAt, at, by) {
      await change.rotateKey(id, to, expiresAt, at, by);
      const after = { rotated_to: to, expires_at: expiresAt };
      await change.audit({ stream: "keys", action: "key.rotate", subject: id, after, by, at });
    },

    async revokeKey(id, at, by) {
      const revoked = await change.revokeKey(id, at, by);
      // A second revocation changes nothing, and says nothing.
      if (revoked?.revokedAt === at) {
        const after = keyFacts(revoked);
        await change.audit({
          stream: "keys",
          action: "key.revoke",
          subject: id,
          before: { ...after, revoked_at: null },
          after,
          by,
          at,
        });
      }
      return revoked;
    },
  };
}

/** Everything of a key but its hash. */
const keyFacts = ({
  id,
  kind,
  mode,
  name,
  role,
  scopes,
  person,
  hint,
  origins,
  expiresAt,
  revokedAt,
}: Omit<KeyRow, "merchant">) => ({
  id,
  kind,
  mode,
  name,
  role,
  scopes,
  person,
  hint,
  origins,
  expires_at: expiresAt,
  revoked_at: revokedAt,
});
