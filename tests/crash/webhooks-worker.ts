/**
 * Run by webhooks-killed.test.ts, in a process of its own so that it can be killed: delivers all that waits, on a clock that
 * jumps to whatever is due next, and leaves. `careless` is the control: it writes down that an event was delivered, and then
 * delivers it.
 */
import { sql } from "kysely";
import { webhookSender } from "../../packages/server/src/adapters/notifications/webhook/webhook-sender.ts";
import { openStore } from "../../packages/server/src/adapters/store/open-store.ts";
import { webhookQueue } from "../../packages/server/src/adapters/store/webhook-queue.ts";
import { vault } from "../../packages/server/src/adapters/token/vault.ts";
import type { ChangeStore, WebhookCall, WebhookSender } from "../../packages/server/src/engine/ports.ts";
import { webhookDeliverer } from "../../packages/server/src/jobs/deliver-webhooks.ts";

const [url = "", startMs = "", careless] = process.argv.slice(2);
const store = await openStore({ kind: "postgres", url, connections: 4 });
const sender = webhookSender({ inside: true, patienceMs: 1_000 });
let aheadMs = Number(startMs) - Date.now();
const now = () => Date.now() + aheadMs;

const deliverer = webhookDeliverer({
  queue: webhookQueue(store.db),
  sender: careless === undefined ? sender : toldBeforeSent(sender),
  vault: vault([Buffer.alloc(32, 7)]),
  // No endpoint is ever gone.
  changes: {} as ChangeStore,
  now,
  random: Math.random,
  worker: `worker ${process.pid}`,
  failed: (error) => {
    throw error;
  },
});

for (;;) {
  process.send!(now());
  await deliverer.look();
  await deliverer.idle();
  const { rows } = await sql<{ due: Date | null; left: number }>`
    select least(min(due_at), min(rests_until)) as due, count(*)::integer
      + (select count(*)::integer from webhook_endpoint e
        where exists (select from event where merchant_id = e.merchant_id and seq > e.event_seq)) as left
    from webhook_delivery d join webhook_endpoint e on e.id = d.endpoint_id where d.state = 'waiting'`.execute(
    store.db,
  );
  if (rows[0]!.left === 0) break;
  aheadMs += Math.max(0, (rows[0]!.due?.getTime() ?? 0) - now()) + 1_000;
}
sender.close();
await store.close();
process.disconnect();

function toldBeforeSent(to: WebhookSender): WebhookSender {
  return {
    ...to,
    send: async (call: WebhookCall, signal) => {
      await sql`
        with known as (
          update webhook_delivery d set state = 'delivered', due_at = null from webhook_endpoint e
          where d.merchant_id = e.merchant_id and d.endpoint_id = e.id and d.event_id = ${call.id} returning d.seq)
        insert into webhook_delivery (merchant_id, endpoint_id, event_id, subject, type, at, body, state)
        select e.merchant_id, e.id, ${call.id}, t.subject, t.type, t.at, t.body, 'delivered'
        from webhook_endpoint e join event t on t.merchant_id = e.merchant_id and t.subject || '_' || t.n = ${call.id}
        where not exists (select from known)`.execute(store.db);
      return to.send(call, signal);
    },
  };
}
