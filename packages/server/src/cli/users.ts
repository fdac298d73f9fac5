import { randomUUID } from "node:crypto";
import type { FenqiClient } from "@fenqi/client";
import type { UserRecord } from "@fenqi/contract";
import { type Command, EXIT, Usage } from "./command.ts";
import { withServer } from "./connection.ts";
import { needed, oneOf, parseFlags, positionals } from "./flags.ts";
import { type LocalTime, merchantTime } from "./local-time.ts";
import { table } from "./table.ts";

const ROLES = ["viewer", "support", "operator", "approver", "finance", "admin"] as const;

const FLAGS = {
  role: { type: "string" },
  locale: { type: "string", default: "zh-CN" },
  json: { type: "boolean", default: false },
} as const;

export const users: Command = {
  summary: "list, add and remove the people who sign in",
  help: `fenqi users list | add EMAIL --role ROLE | role ID --role ROLE | remove ID [flags]

  list                      everybody who may sign in at this merchant
  add EMAIL                 invite somebody: a mail, and the same link printed here, once
    --role operator         viewer, support, operator, approver, finance or admin
    --locale en             language of the mail; zh-CN where not given
  role ID --role approver   another role, at once
  remove ID                 signed out at once; the last admin stays

  --json                    the answer as JSON

Environment: FENQI_URL (http://127.0.0.1:4180), FENQI_KEY (sk_test_demo), a secret key of an admin.
`,
  run: async (args, io) => {
    const { values, positionals: rest } = parseFlags(args, FLAGS);
    const [verb, ...more] = rest;
    const answer = (value: unknown, lines: () => string[]) => {
      io.out(values.json ? `${JSON.stringify(value, null, 2)}\n` : `${lines().join("\n")}\n`);
      return EXIT.ok;
    };
    const role = () => oneOf(needed(values.role, "--role"), "--role", ROLES);
    if (verb === "list") {
      positionals(more);
      const [items, time] = await withServer(io, async (api) =>
        Promise.all([everybody(api), merchantTime(api, values)]),
      );
      return answer({ items }, () => userTable(items, time));
    }
    if (verb === "add") {
      const [email] = positionals(more, "EMAIL");
      const body = { email, role: role(), locale: oneOf(values.locale, "--locale", ["zh-CN", "en"]) };
      const made = await withServer(io, (api) => api.inviteUser(body, { idempotencyKey: randomUUID() }));
      return answer(made, () => [made.link, `It works once, until ${made.ends_at}, and is not shown again.`]);
    }
    if (verb === "role") {
      const [id] = positionals(more, "ID");
      const changed = await withServer(io, (api) => api.changeRole(id, role()));
      return answer(changed, () => [`${changed.id} (${changed.name}) is ${changed.role} now.`]);
    }
    if (verb === "remove") {
      const [id] = positionals(more, "ID");
      const removed = await withServer(io, (api) => api.removeUser(id));
      return answer(removed, () => [`${removed.id} (${removed.name}) is removed.`]);
    }
    throw new Usage("Say list, add, role or remove.");
  },
};

async function everybody(api: FenqiClient): Promise<UserRecord[]> {
  const items: UserRecord[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await api.users(cursor === undefined ? {} : { cursor });
    items.push(...page.items);
    cursor = page.next_cursor;
  }
  return items;
}

const userTable = (items: readonly UserRecord[], time: LocalTime): string[] =>
  table(
    ["id", "role", "name", "e-mail", "since", "by"].map((head) => ({ head })),
    items.map((user) => [user.id, user.role, user.name, user.email ?? "", time.day(user.created_at), user.created_by]),
  );
