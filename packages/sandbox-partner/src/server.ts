import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerCall, type Books, methodOf, PARTNER_PATH } from "./answer-call.ts";
import { callbackLine } from "./callbacks.ts";
import { type FaultBoard, faultBoard, faultFlaws } from "./faults.ts";
import { sendOver } from "./faulty-line.ts";
import { type Movement, movements } from "./movements.ts";
import { PAGE_PATH, pages } from "./pages.ts";
import { type Answer, type Authorisation, partners } from "./partner.ts";
import { servePage } from "./serve-page.ts";
import { isSigned, requestContent } from "./signature.ts";
import { DEFAULT_TERMS, type Product, type TermsBook } from "./terms.ts";

export interface SandboxOptions {
  /** 0 takes any free one. Default 4181. */
  readonly port?: number;
  readonly host?: string;
  /** Signs requests and callbacks. */
  readonly secret: string;
  readonly terms?: TermsBook;
  /** Of the dice for `error_rate`. */
  readonly seed?: number;
  /** Where authorisations are told, `{partner}` for who tells; nowhere where absent. */
  readonly callbackUrl?: string;
  /** Where shoppers reach its pages; by its own address where absent. */
  readonly publicUrl?: string;
}

export interface SandboxPartner {
  readonly url: string;
  readonly faults: FaultBoard;
  /** What a partner was asked to authorise so far, oldest first. */
  held(partner: string): readonly Authorisation[];
  /** What a partner has moved so far, oldest first. */
  moved(partner: string): readonly Movement[];
  /** Tells everything that happens from now on to this address. */
  tellTo(callbackUrl: string): void;
  close(): Promise<void>;
}

const BODY_BYTES = 64 * 1024;

const no = (status: number, error: string, detail?: unknown): Answer => ({
  status,
  body: { error, ...(detail === undefined ? {} : { detail }) },
});

/** Starts the sandbox: partners to call under /partners/{partner}, and /faults to break them. */
export async function startSandboxPartner(options: SandboxOptions): Promise<SandboxPartner> {
  const { port = 4181, host = "127.0.0.1", seed = 1, terms = DEFAULT_TERMS } = options;
  const board = faultBoard(seed);
  const stop = new AbortController();
  let told = options.callbackUrl;
  const line = callbackLine({ url: () => told, secret: options.secret }, stop.signal);
  const books: Books = {
    partners: partners(terms),
    movements: movements(),
    pages: pages(),
    origin: () => options.publicUrl ?? url(),
    later(ms, happened, faults) {
      setTimeout(() => {
        const happening = happened();
        if (happening && !stop.signal.aborted) line.tell(happening, faults);
      }, ms).unref();
    },
  };
  const url = () => `http://${host}:${(server.address() as AddressInfo).port}`;
  const server = createServer((request, response) => {
    answer({ secret: options.secret, board, books }, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
  return {
    url: url(),
    faults: board,
    held: (partner) => books.partners.held(partner),
    tellTo: (callbackUrl) => {
      told = callbackUrl;
    },
    moved: (partner) => books.movements.of(partner),
    close: () =>
      new Promise((resolve) => {
        stop.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Setting {
  readonly secret: string;
  readonly board: FaultBoard;
  readonly books: Books;
}

async function answer(setting: Setting, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const text = await readBody(request);
  if (text === undefined) return sendOver(response, no(413, "body_too_large"), {});
  const [, token] = PAGE_PATH.exec(new URL(request.url!, "http://sandbox").pathname) ?? [];
  if (token) return servePage(setting.books, setting.board, request, token, text, response);
  const body = parse(text);
  const { pathname, searchParams } = new URL(request.url!, "http://sandbox");
  const [, partner, resource, reference, collection, movement] = PARTNER_PATH.exec(pathname) ?? [];
  if (request.method === "PUT" && partner && resource === "terms")
    return sendOver(response, setTerms(setting, partner, body), {});
  if (!partner || !resource) return sendOver(response, control(setting, request.method!, pathname, body), {});
  if (!isSigned(setting.secret, request.headers, Date.now(), requestContent(request.method!, request.url!, text))) {
    return sendOver(response, no(401, "signature_wrong"), {});
  }
  const method = methodOf(searchParams, body);
  const faults = setting.board.draw(partner, method);
  const key = request.headers["idempotency-key"];
  const asked = {
    verb: request.method!,
    partner,
    resource,
    reference,
    collection,
    movement,
    method,
    body,
    searchParams,
    key,
  };
  await sendOver(response, answerCall(setting.books, asked, faults), faults);
}

/** What only a test does: it is not signed. */
function control({ board }: Setting, method: string, path: string, body: unknown): Answer {
  if (path !== "/faults") return no(404, "not_found");
  if (method === "DELETE") board.clear();
  if (method === "POST") {
    if (typeof body !== "object" || body === null) return no(400, "request_invalid");
    const { partner, method: way, seed, ...faults } = body as { readonly [name: string]: unknown };
    const flaws = faultFlaws(faults);
    if (flaws.length > 0) return no(400, "request_invalid", flaws);
    board.set(partner as string | undefined, way as string | undefined, faults, seed as number | undefined);
  }
  return { status: 200, body: { faults: board.all() } };
}

function setTerms({ books }: Setting, partner: string, body: unknown): Answer {
  if (!Array.isArray(body)) return no(400, "request_invalid");
  books.partners.setTerms(partner, body as readonly Product[]);
  return { status: 200, body: { partner, products: body } };
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > BODY_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function parse(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
