import { randomUUID } from "node:crypto";
import type { KeyRecord, KeyRequest } from "@fenqi/contract";
import { type Command, EXIT, Usage } from "./command.ts";
import { withServer } from "./connection.ts";
import { needed, oneOf, parseFlags, positionals } from "./flags.ts";
import { type LocalTime, merchantTime } from "./local-time.ts";
import { table } from "./table.ts";

/** The server says which it does not know. */
type KeyScopes = NonNullable<KeyRequest["scopes"]>;

const ROLES = ["viewer", "admin", "operator", "approver", "support", "finance", "store"] as const;

const FLAGS = {
  kind: { type: "string" },
  mode: { type: "string", default: "test" },
  name: { type: "string" },
  role: { type: "string" },
  person: { type: "string" },
  origin: { type: "string", multiple: true },
  expires: { type: "string" },
  scope: { type: "string", multiple: true },
  overlap: { type: "string", default: "24" },
  json: { type: "boolean", default: false },
} as const;

export const keys: Command = {
  summary: "list, create, rotate and revoke API keys",
  help: `fenqi keys list | create | rotate ID | revoke ID [flags]

  list                      all keys, without the keys themselves
  create                    a new key, shown this once
    --kind publishable      for browsers: quotes only; or secret, for servers
    --mode test             test or live
    --name "web shop"       to tell it from others
    --role operator         what a secret key may do: viewer, operator, approver, support, finance, admin, store (default)
    --person op-lin         who acts with it; whoever makes it where not given
    --origin https://shop.example   an origin that may use a publishable key; may be repeated
    --expires 2027-01-01T00:00:00Z  end of its life; none where not given
    --scope plans:read      only this of what the role may do; may be repeated
  rotate ID                 a new key like it, shown this once; the old one ends after the overlap
    --overlap 24            hours that both work
  revoke ID                 for good

  --json                    the answer as JSON

Environment: FENQI_URL (http://127.0.0.1:4180), FENQI_KEY (sk_test_demo), a secret key.
`,
  run: async (args, io) => {
    const { values, positionals: rest } = parseFlags(args, FLAGS);
    const [verb, ...more] = rest;
    const answer = (value: unknown, lines: () => string[]) => {
      io.out(values.json ? `${JSON.stringify(value, null, 2)}\n` : `${lines().join("\n")}\n`);
      return EXIT.ok;
    };
    if (verb === "list") {
      positionals(more);
      const [{ items }, time] = await withServer(io, (api) => Promise.all([api.keys(), merchantTime(api, values)]));
      return answer({ items }, () => keyTable(items, time));
    }
    if (verb === "create") {
      positionals(more);
      const body = {
        kind: oneOf(needed(values.kind, "--kind"), "--kind", ["publishable", "secret"]),
        mode: oneOf(values.mode, "--mode", ["test", "live"]),
        name: needed(values.name, "--name"),
        ...(values.role && { role: oneOf(values.role, "--role", ROLES) }),
        ...(values.person && { person: values.person }),
        ...(values.scope && { scopes: values.scope as KeyScopes }),
        ...(values.origin && { origins: values.origin }),
        ...(values.expires && { expires_at: values.expires }),
      };
      const issued = await withServer(io, (api) => api.issueKey(body, { idempotencyKey: randomUUID() }));
      return answer(issued, () => [issued.key, "It is not shown again."]);
    }
    if (verb === "rotate") {
      const [id] = positionals(more, "ID");
      const hours = Number(values.overlap);
      if (!Number.isInteger(hours) || hours < 0) throw new Usage("--overlap takes whole hours.");
      const issued = await withServer(io, (api) =>
        api.rotateKey(id, { overlap_hours: hours }, { idempotencyKey: randomUUID() }),
      );
      return answer(issued, () => [issued.key, `It is not shown again. ${id} works for ${hours} more hours.`]);
    }
    if (verb === "revoke") {
      const [id] = positionals(more, "ID");
      const revoked = await withServer(io, (api) => api.revokeKey(id));
      return answer(revoked, () => [`${revoked.id} (${revoked.hint}…) is revoked.`]);
    }
    throw new Usage("Say list, create, rotate or revoke.");
  },
};

function keyTable(items: readonly KeyRecord[], time: LocalTime): string[] {
  const heads = ["id", "kind", "role", "person", "mode", "begins", "name", "created", "ends", "origins"];
  const rows = items.map((key) => [
    key.id,
    key.kind,
    key.role,
    key.person,
    key.mode,
    `${key.hint}…`,
    key.name,
    time.day(key.created_at),
    key.revoked_at ? `revoked ${time.day(key.revoked_at)}` : time.minute(key.expires_at),
    key.origins.join(" "),
  ]);
  return table(
    heads.map((head) => ({ head })),
    rows,
  );
}
