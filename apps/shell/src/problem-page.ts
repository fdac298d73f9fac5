import { shellWords } from "@fenqi/words/pages/shell";
import { html } from "@lit-labs/ssr";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { frame } from "./frame.ts";
import { chooseLocale } from "./language.ts";
import { sendPage } from "./send-page.ts";

/** The page of a wrong address, or of a failure on our side, in the same look as the others. */
export function sendProblemPage(request: FastifyRequest, reply: FastifyReply, status: number): Promise<FastifyReply> {
  const locale = chooseLocale(request, reply);
  const words = shellWords(locale);
  const said = status === 404 ? words.notFound : status < 500 ? words.notUnderstood : words.failed;
  const page = frame({
    locale,
    url: request.url,
    title: said.title,
    name: "problem",
    brand: { href: "/", text: words.store },
    nav: [{ href: "/status", text: words.status }],
    main: html`<div class="wide problem-page"><p class="problem-code">${status}</p><h1>${said.title}</h1><p class="lead">${said.text}</p><p><a class="button" href="/">${words.toStore}</a></p></div>`,
  });
  return sendPage(reply, page, status);
}

/** Failures inside these pages are answered by a page, never by a trace. */
export function answerWithPages(fastify: FastifyInstance): void {
  fastify.setErrorHandler((error: { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, "a page failed");
    return sendProblemPage(request, reply, status);
  });
}
