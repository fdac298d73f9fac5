/**
 * Run by close-killed.test.ts, in a process of its own so that it can be killed: works out one daily close, in small pages,
 * and leaves. `careless` is the control: it tells of a row first and marks it afterwards, as two statements.
 */
import { sql } from "kysely";
import { openStore } from "../../packages/server/src/adapters/store/open-store.ts";
import { planStore } from "../../packages/server/src/adapters/store/plan-store.ts";
import { digest } from "../../packages/server/src/adapters/token/ids.ts";
import { nextRecord } from "../../packages/server/src/engine/audit-chain.ts";
import type { PlanDeps } from "../../packages/server/src/engine/change-plan.ts";
import { closePlans } from "../../packages/server/src/engine/close-plans.ts";

const [url = "", today = "", careless] = process.argv.slice(2);
const PAGE = 20;
const store = await openStore({ kind: "postgres", url, connections: 2 });
process.send!("begins");
if (careless === undefined) await close();
else await closeCarelessly();
await store.close();
process.disconnect();

async function close(): Promise<void> {
  const sealer = { seal: (text: string) => text, open: (text: string) => text };
  const plans = planStore(store.db, sealer, nextRecord(digest), Date.now);
  await closePlans({ plans } as PlanDeps, "m", null, { at: `${today}T12:00:00.000Z`, today }, PAGE);
}

async function closeCarelessly(): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ plan_id: string; n: number }>`
      select plan_id, n from instalment where due_on <= ${today}::date and not fallen_due
      order by plan_id, n limit ${PAGE}`.execute(store.db);
    if (rows.length === 0) return;
    for (const { plan_id, n } of rows) {
      await sql`
        insert into plan_event (merchant_id, plan_id, n, type, at, body)
        values ('m', ${plan_id}, (random() * 1e9)::integer + 1, 'plan.row_due', now(),
          json_build_object('row', ${n}::integer)::text)`.execute(store.db);
      await sql`update instalment set fallen_due = true where plan_id = ${plan_id} and n = ${n}`.execute(store.db);
    }
  }
}
