import type { FenqiClient } from "@fenqi/client";
import { acceptForms, formOf, fromElsewhere, sendPage, sendProblemPage } from "@fenqi/shell";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { StatusVisit } from "./status-frame.ts";
import { askPage, saidPage } from "./wish-pages.ts";

type WishClient = Pick<FenqiClient, "announcements" | "subscribe" | "confirmLink" | "endLink">;

/** Subscribing, confirming and ending, all by plain forms. */
export function serveWishes(
  fastify: FastifyInstance,
  client: WishClient,
  visitOf: (request: FastifyRequest, reply: FastifyReply) => StatusVisit,
): void {
  acceptForms(fastify);
  const merchant = async () => (await client.announcements()).merchant;
  const refused = (error: unknown, ...codes: string[]) => codes.includes((error as { code?: string }).code ?? "");

  fastify.post("/status/subscribe", async (request, reply) => {
    if (fromElsewhere(request.headers)) return sendProblemPage(request, reply, 403);
    const visit = visitOf(request, reply);
    const form = formOf(request.body);
    const picked = Object.keys(form).flatMap((name) => (name.startsWith("c:") ? [name.slice(2)] : []));
    const components = picked.length > 0 ? picked : ["all"];
    try {
      await client.subscribe({ components, channel: "email", address: form.address ?? "", locale: visit.locale });
    } catch (error) {
      if (!refused(error, "address_unusable", "invalid_request", "unknown_component")) throw error;
      return sendPage(reply, saidPage(visit, await merchant(), "addressUnusable"), 422);
    }
    return sendPage(reply, saidPage(visit, await merchant(), "asked"));
  });

  for (const what of ["confirm", "unsubscribe"] as const) {
    fastify.get(`/status/${what}`, async (request, reply) => {
      const { token } = request.query as { token?: unknown };
      const page = askPage(visitOf(request, reply), await merchant(), what, typeof token === "string" ? token : "");
      return sendPage(reply, page);
    });

    // A mail program ends a subscription with one POST to the link itself (RFC 8058): the token is in the address.
    fastify.post(`/status/${what}`, async (request, reply) => {
      const visit = visitOf(request, reply);
      const token = formOf(request.body).token ?? (request.query as { token?: string }).token ?? "";
      try {
        await (what === "confirm" ? client.confirmLink(token) : client.endLink(token));
      } catch (error) {
        if (!refused(error, "link_invalid", "invalid_request")) throw error;
        return sendPage(reply, saidPage(visit, await merchant(), "linkInvalid"), 422);
      }
      return sendPage(reply, saidPage(visit, await merchant(), what === "confirm" ? "confirmed" : "ended"));
    });
  }
}
