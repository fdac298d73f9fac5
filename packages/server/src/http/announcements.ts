import type { FastifyInstance } from "fastify";
import { announcement, announcements } from "../engine/announcements.ts";
import type { Caller, PostedUpdate } from "../engine/ports.ts";
import { postUpdate } from "../engine/post-update.ts";
import { servicesOf } from "../engine/services.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerOnce, onceOf } from "./once.ts";
import { answerRefusal } from "./problem.ts";

/** What the public is told: the record that status page, feeds and messages are made from. */
export function announcementRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, told, announced, trouble, quoteTrouble, digest, now } = context;

  addRoute(app, context, gate, "announcements", async ({ key, query }) => {
    const current = engine.live.of(merchantOf(context, key, query.merchant));
    if (!current) return answerRefusal({ code: "not_found" });
    const known = await told.of(current.record.merchant, current.record.seq);
    const record = announcements(current, known, now());
    const notRecordingSince = trouble.since();
    const services = servicesOf({
      quotesFailingSince: quoteTrouble.since(),
      notRecordingSince,
      watches: known.watches,
      components: record.components,
    });
    return { body: { ...record, services, not_recording_since: notRecordingSince } };
  });

  addRoute(app, context, gate, "readAnnouncement", async ({ key, query, params }) => {
    const current = engine.live.of(merchantOf(context, key, query.merchant));
    const shown = current && (await announcement(announced, current, params.id, now()));
    return shown ? { body: shown } : answerRefusal({ code: "not_found" });
  });

  addRoute(app, context, gate, "postUpdate", async (call) =>
    answerOnce(
      await postUpdate(
        { ...engine, told },
        {
          once: onceOf(call, digest),
          by: call.key.person,
          adjustment: call.params.id,
          text: call.body.text,
          answer: ({ id, adjustment, at, text }: PostedUpdate) => ({
            status: 201,
            body: JSON.stringify({ id, adjustment, at, text }),
          }),
        },
      ),
    ),
  );
}

/** The key's merchant, else the one that is named, else the only one that there is. */
export function merchantOf(
  { engine }: Pick<HttpContext, "engine">,
  key: Caller | undefined,
  named: string | undefined,
): string {
  const [only, ...others] = engine.live.merchants();
  const merchant = key?.merchant ?? named ?? (others.length === 0 ? only : undefined);
  return merchant ?? answerRefusal({ code: "not_found" });
}
