import type { FastifyInstance } from "fastify";

/** Largest form that a page accepts, in bytes. A quote's token is at most 2 KB. */
const MAX_FORM_BYTES = 16_384;

/** A form's fields: the last of each name wins. */
export type Form = { readonly [field: string]: string };

/** Reads `application/x-www-form-urlencoded` bodies in this part of the server. */
export function acceptForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string", bodyLimit: MAX_FORM_BYTES },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
}

/** The body as a form; empty when the request had none. */
export function formOf(body: unknown): Form {
  return (body ?? {}) as Form;
}

/** True when a browser says that the request comes from a page of another site. */
export function fromElsewhere(headers: { readonly [name: string]: unknown }): boolean {
  const site = headers["sec-fetch-site"];
  return site !== undefined && site !== "same-origin" && site !== "none";
}
