import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { CompanySignIn, OidcConfig, OidcKept, Vault } from "../engine/ports.ts";
import { signInByCompany } from "../engine/sign-in-by-company.ts";
import type { HttpContext } from "./context.ts";
import { answerRefusal, ProblemAnswer } from "./problem.ts";
import { cookieOf, fromOf } from "./sessions.ts";
import { tokenBuckets } from "./token-bucket.ts";

export interface CompanyContext {
  readonly config: OidcConfig;
  readonly signIn: CompanySignIn;
  readonly vault: Pick<Vault, "seal" | "open">;
}

const UNDER = "/v1/session/oidc";
const COOKIE = "fenqi_oidc";
/** Seconds that somebody has to sign in at their company. */
const KEPT_S = 600;

/**
 * The two steps of signing in at a company, as pages of a browser: away to it, and back. What the second step compares is
 * sealed in a cookie of this browser, so that nobody can be signed in with an answer that another browser has got.
 */
export function companyPages(app: FastifyInstance, context: HttpContext, company: CompanyContext): void {
  const { publicUrl, limits } = context;
  const perAddress = tokenBuckets(limits.wrongKeys);
  const secure = publicUrl.startsWith("https:") ? "; Secure" : "";
  const keep = (value: string, seconds: number) =>
    `${COOKIE}=${value}; Path=${UNDER}; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;
  const counted = ({ ip }: FastifyRequest) => {
    if (!perAddress(ip, performance.now()).allowed) throw new ProblemAnswer("rate_limited", {}, { "retry-after": "1" });
  };
  const reached = <T>(asked: Promise<T>): Promise<T> =>
    asked.catch((error: unknown) => {
      context.log.warn({ error }, "the company's sign-in refused, or could not be reached");
      throw new ProblemAnswer("company_refused");
    });

  app.get(`${UNDER}/start`, async (request: FastifyRequest, reply: FastifyReply) => {
    counted(request);
    const { to, kept } = await reached(company.signIn.start(`${publicUrl}${UNDER}/callback`));
    const sealed = encodeURIComponent(
      company.vault.seal(JSON.stringify({ ...kept, until: context.now() + KEPT_S * 1000 })),
    );
    return reply.header("set-cookie", keep(sealed, KEPT_S)).redirect(to, 303);
  });

  app.get(`${UNDER}/callback`, async (request: FastifyRequest, reply: FastifyReply) => {
    counted(request);
    const kept = keptIn(company.vault, request.headers.cookie, context.now());
    if (!kept) throw new ProblemAnswer("company_refused");
    const claims = await reached(company.signIn.finish(`${publicUrl}${request.url}`, kept));
    const opened = await signInByCompany(context.sessions, company.config, claims, fromOf(request));
    if (!opened.ok) return answerRefusal(opened.error);
    const cookies = [cookieOf(opened.value.token, publicUrl), keep("", 0)];
    // A page of our own goes on: a browser that comes from elsewhere would not send the new cookie to a redirect.
    const page = '<!doctype html><meta http-equiv="refresh" content="0;url=/console"><title>Fenqi</title>';
    return reply.header("set-cookie", cookies).type("text/html; charset=utf-8").send(page);
  });
}

function keptIn(vault: CompanyContext["vault"], cookies: string | undefined, nowMs: number): OidcKept | undefined {
  const prefix = `${COOKIE}=`;
  const value = cookies
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(prefix))
    ?.slice(prefix.length);
  if (!value) return undefined;
  try {
    const { until, ...kept } = JSON.parse(vault.open(decodeURIComponent(value))) as OidcKept & {
      readonly until: number;
    };
    return until > nowMs ? kept : undefined;
  } catch {
    return undefined;
  }
}
