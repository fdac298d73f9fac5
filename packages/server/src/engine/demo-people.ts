import { formatInstant } from "@fenqi/core/calendar";
import type { ChangeStore, Clock, UserRole, UserStore } from "./ports.ts";

/** Known to everybody, like the demo's keys: taken in demo mode only. */
export const DEMO_PASSWORD = "fenqi demo passphrase";

/** Its argon2id hash, made once: six of them at every start would take a second. */
const DEMO_PASSWORD_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$FA9Yzc1fOJuZ9LdBugcmOQ$fR2vkANbn1NPMvox/4su8MI9sUZ6Fcxo280597JoS7s";

const DOMAIN = "demo.fenqi.example";

/** One of each role; those who hold a demo key are the person that the key names. */
const DEMO_USERS: readonly (readonly [id: string, role: UserRole, name: string])[] = [
  ["vi-chen", "viewer", "Chen 陈"],
  ["su-he", "support", "He 何"],
  ["op-lin", "operator", "Lin 林"],
  ["ap-zhou", "approver", "Zhou 周"],
  ["fi-wu", "finance", "Wu 吴"],
  ["demo", "admin", "Su 苏"],
];

/** So many members are asked for at once; who comes after them is looked for by address. */
const MEMBERS = 50;

/** The demo's addresses and roles, for its sign-in page. */
export const DEMO_PEOPLE = DEMO_USERS.map(([, role, name]) => ({ role, name, email: `${role}@${DOMAIN}` }));

/** Whether an address is the demo's: `.example` is nobody's, so no real person is ever turned away by it. */
export const isDemoAddress = (email: string): boolean => email.endsWith(`@${DOMAIN}`);

interface DemoPeopleDeps {
  readonly changes: ChangeStore;
  readonly users: UserStore;
  readonly now: Clock;
}

/** Lets the six people of the demo in, with their addresses, `operator@demo.fenqi.example` and so on. */
export async function startDemoPeople({ changes, users, now }: DemoPeopleDeps, merchant: string): Promise<void> {
  const made = { at: formatInstant(now()), by: "system" };
  const members = new Set((await users.members(merchant, "", MEMBERS)).map(({ id }) => id));
  for (const [id, role, name] of DEMO_USERS) {
    const email = `${role}@${DOMAIN}`;
    if (members.has(id) || (await users.byEmail(email))) continue;
    await changes.run(merchant, async (change) => {
      const draft = { id, email, name, passwordHash: DEMO_PASSWORD_HASH, passwordLong: true };
      if ((await change.insertUser(draft, made)) !== "inserted") return;
      await change.insertMembership({ home: merchant, id }, role, made);
    });
  }
}
