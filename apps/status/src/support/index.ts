import type { FenqiClient } from "@fenqi/client";
import {
  acceptForms,
  answerWithPages,
  type Form,
  formOf,
  fromElsewhere,
  SHELL_ASSETS,
  sendPage,
  sendProblemPage,
  serveAssets,
} from "@fenqi/shell";
import type { FastifyInstance } from "fastify";
import { STATUS_STYLE } from "../look.ts";
import { visitOf } from "../visit.ts";
import { casePage, noCasePage } from "./case-page.ts";
import { whyPage } from "./why-page.ts";

export interface SupportPagesOptions {
  /** Speaks to the public API, without a key. */
  readonly client: Pick<FenqiClient, "why" | "openCase" | "caseByLink" | "writeByLink">;
}

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? "");
/** Why words were not taken: a problem's code, or that of the field. */
const whyRefused = (error: unknown): string => {
  const { errors = [] } = error as { readonly errors?: readonly { readonly code: string }[] };
  return errors.some(({ code }) => code === "card_number") ? "card_number" : codeOf(error);
};
const statusOf = (error: unknown): number => Number((error as { status?: unknown }).status ?? 0);

/** Help at /support: why a way is missing, a message to the store, and each case at an address of its own. No script. */
export async function supportPages(fastify: FastifyInstance, { client }: SupportPagesOptions): Promise<void> {
  acceptForms(fastify);
  answerWithPages(fastify);
  serveAssets(fastify, [...SHELL_ASSETS, STATUS_STYLE]);

  /** What is known of a code; undefined `unknown` while none is given. */
  const explain = async (code: string, locale: "zh-CN" | "en") => {
    if (code === "") return { why: await client.why({ locale }), unknown: false };
    try {
      return { why: await client.why({ code, locale }), unknown: false };
    } catch (error) {
      if (!["not_found", "invalid_request"].includes(codeOf(error))) throw error;
      return { why: await client.why({ locale }), unknown: true };
    }
  };

  fastify.get("/support", async (request, reply) => {
    const { code, offer } = request.query as { readonly code?: unknown; readonly offer?: unknown };
    const visit = visitOf(request, reply);
    const form: Form = { code: textOf(code), offer: textOf(offer) };
    const { why, unknown } = await explain(form.code!, visit.locale);
    return sendPage(reply, whyPage(visit, why, { form, unknown }), unknown ? 404 : 200);
  });

  fastify.post("/support/write", async (request, reply) => {
    if (fromElsewhere(request.headers)) return sendProblemPage(request, reply, 403);
    const visit = { ...visitOf(request, reply), url: "/support" };
    const form = formOf(request.body);
    try {
      const { token } = await client.openCase(caseOf(form, visit.locale), onceOf(form));
      return reply.redirect(`/support/case/${token}`, 303);
    } catch (error) {
      const status = statusOf(error);
      if (status !== 400 && status !== 422) throw error;
      const { why, unknown } = await explain(form.code ?? "", visit.locale);
      return sendPage(reply, whyPage(visit, why, { form, unknown, refused: whyRefused(error) }), 422);
    }
  });

  fastify.get<{ Params: { token: string } }>("/support/case/:token", async (request, reply) => {
    const visit = visitOf(request, reply);
    const { token } = request.params;
    try {
      return await sendPage(reply, casePage(visit, await client.caseByLink(token), token));
    } catch (error) {
      if (codeOf(error) !== "link_invalid" && codeOf(error) !== "invalid_request") throw error;
      return sendPage(reply, noCasePage(visit, await client.why()), 404);
    }
  });

  fastify.post<{ Params: { token: string } }>("/support/case/:token", async (request, reply) => {
    if (fromElsewhere(request.headers)) return sendProblemPage(request, reply, 403);
    const { token } = request.params;
    const form = formOf(request.body);
    try {
      await client.writeByLink(token, form.text ?? "", onceOf(form));
    } catch (error) {
      const status = statusOf(error);
      if (status !== 400 && status !== 422) throw error;
      if (whyRefused(error) === "card_number") {
        const visit = { ...visitOf(request, reply), url: `/support/case/${encodeURIComponent(token)}` };
        const writing = { form, refused: "card_number" };
        return sendPage(reply, casePage(visit, await client.caseByLink(token), token, writing), 422);
      }
    }
    return reply.redirect(`/support/case/${encodeURIComponent(token)}`, 303);
  });
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const onceOf = ({ once }: Form) => (once ? { idempotencyKey: once } : {});

function caseOf({ code, offer, text = "", review, mail }: Form, locale: "zh-CN" | "en") {
  return {
    text,
    locale,
    ...(code ? { quote_code: code } : {}),
    ...(offer ? { offer } : {}),
    ...(review ? { review: true } : {}),
    ...(mail ? { reply: { channel: "email" as const, address: mail } } : {}),
  };
}
