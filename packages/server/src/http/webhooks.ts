import type {
  WebhookDelivery as DeliveryBody,
  WebhookEndpoint as EndpointBody,
  WebhookSecretIssued,
} from "@fenqi/contract";
import type { FastifyInstance } from "fastify";
import { secretsAt } from "../engine/endpoint-secrets.ts";
import type { WebhookDelivery, WebhookEndpoint, WebhookSender, WebhookStore } from "../engine/ports.ts";
import { replayDelivery, replayPeriod } from "../engine/replay-deliveries.ts";
import {
  createEndpoint,
  enableEndpoint,
  type IssuedSecret,
  removeEndpoint,
  rotateSecret,
} from "../engine/webhook-endpoints.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerOnce, onceOf } from "./once.ts";
import { pageOf } from "./page.ts";
import { answerRefusal } from "./problem.ts";

export interface WebhooksContext {
  readonly store: WebhookStore;
  readonly sender: Pick<WebhookSender, "refuses">;
}

const HOUR_MS = 60 * 60 * 1000;
const OVERLAP_HOURS = 24;

/** Who is told of events, with which secret, and how far each delivery is. */
export function webhookRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, digest, now } = context;
  const { store, sender } = context.webhooks;
  const { vault } = context.telling;
  const deps = { ...engine, vault, webhooks: sender };

  const toEndpoint = (row: WebhookEndpoint): EndpointBody => ({
    id: row.id,
    url: row.url,
    events: [...row.events] as EndpointBody["events"],
    state: row.state,
    secrets: secretsAt(vault, row.secrets, now()).map(({ secret, until }) => ({ hint: hintOf(secret), until })),
    created_at: row.createdAt,
    created_by: row.createdBy,
  });
  const issued = ({ endpoint, secret }: IssuedSecret): WebhookSecretIssued => ({ ...toEndpoint(endpoint), secret });
  const json = (status: number, body: unknown) => ({ status, body: JSON.stringify(body) });

  addRoute(app, context, gate, "createWebhookEndpoint", async (call) =>
    answerOnce(
      await createEndpoint(deps, {
        once: onceOf(call, digest),
        by: call.key.person,
        ...call.body,
        answer: (value) => json(201, issued(value)),
      }),
    ),
  );

  addRoute(app, context, gate, "listWebhookEndpoints", async ({ key }) => ({
    body: { items: (await store.endpoints(key.merchant)).map(toEndpoint) },
  }));

  addRoute(app, context, gate, "readWebhookEndpoint", async ({ key, params }) => {
    const found = await store.endpoint(key.merchant, params.id);
    return found ? { body: toEndpoint(found) } : answerRefusal({ code: "not_found" });
  });

  addRoute(app, context, gate, "deleteWebhookEndpoint", async ({ key, params }) => {
    const removed = await removeEndpoint(deps, key.merchant, params.id, key.person);
    return removed.ok ? { body: toEndpoint(removed.value) } : answerRefusal(removed.error);
  });

  addRoute(app, context, gate, "rotateWebhookSecret", async (call) =>
    answerOnce(
      await rotateSecret(deps, {
        once: onceOf(call, digest),
        by: call.key.person,
        id: call.params.id,
        overlapMs: (call.body.overlap_hours ?? OVERLAP_HOURS) * HOUR_MS,
        answer: (value) => json(200, issued(value)),
      }),
    ),
  );

  addRoute(app, context, gate, "enableWebhookEndpoint", async (call) =>
    answerOnce(
      await enableEndpoint(deps, {
        once: onceOf(call, digest),
        by: call.key.person,
        id: call.params.id,
        answer: (value) => json(200, toEndpoint(value)),
      }),
    ),
  );

  addRoute(app, context, gate, "replayWebhookPeriod", async (call) =>
    answerOnce(
      await replayPeriod(deps, {
        once: onceOf(call, digest),
        by: call.key.person,
        endpoint: call.params.id,
        from: call.body.from,
        until: call.body.until,
        only: call.body.only ?? "dead",
        answer: (value) => json(200, value),
      }),
    ),
  );

  addRoute(app, context, gate, "listWebhookDeliveries", async ({ key, query: { cursor, limit, ...filter } }) => {
    const before = cursor === undefined ? undefined : seqOf(cursor);
    const body = await pageOf(limit, {
      find: (count) => store.deliveries(key.merchant, filter, before, count),
      show: toDelivery,
      cursor: (last) => toDelivery(last).id,
    });
    return { body };
  });

  addRoute(app, context, gate, "replayWebhookDelivery", async (call) => {
    const seq = seqOf(call.params.id);
    if (seq === undefined) return answerRefusal({ code: "not_found" });
    return answerOnce(
      await replayDelivery(deps, {
        once: onceOf(call, digest),
        by: call.key.person,
        seq,
        answer: (value) => json(200, toDelivery(value)),
      }),
    );
  });
}

/** The last characters of a secret, to recognise it by. */
const hintOf = (secret: string) => `…${secret.slice(-6)}`;

const DELIVERY_ID = /^dlv_([1-9]\d{0,14})$/;

function seqOf(id: string): number | undefined {
  const found = DELIVERY_ID.exec(id);
  return found ? Number(found[1]) : undefined;
}

const toDelivery = (row: WebhookDelivery): DeliveryBody => ({
  id: `dlv_${row.seq}`,
  endpoint: row.endpoint,
  event: row.event,
  type: row.type,
  subject: row.subject,
  at: row.at,
  state: row.state,
  attempts: row.attempts,
  next_attempt_at: row.dueAt,
  last_attempt_at: row.lastAt,
  last_status: row.lastStatus,
  last_error: row.lastError,
});
