import { LIMITS, PATHS, ROUTES, type Route } from "@fenqi/contract";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import { adjustmentMoveRoutes } from "./adjustment-moves.ts";
import { adjustmentRoutes } from "./adjustments.ts";
import { announcementRoutes } from "./announcements.ts";
import { auditRoutes } from "./audit.ts";
import { caseRoutes, shopperCaseRoutes } from "./cases.ts";
import { catalogueRoutes } from "./catalogue.ts";
import { companyPages } from "./company-sign-in.ts";
import { compensationRoutes } from "./compensations.ts";
import type { HttpContext, Log } from "./context.ts";
import { preflightHeaders } from "./cross-origin.ts";
import { codeOf } from "./failures.ts";
import { createGate } from "./gate.ts";
import { parseStrictly } from "./json-body.ts";
import { keyRoutes } from "./keys.ts";
import { ledgerRoutes } from "./ledger.ts";
import { liveRoutes } from "./live.ts";
import { answerMalformed } from "./malformed.ts";
import { movementRoutes } from "./movements.ts";
import { partnerCallbackRoutes } from "./partner-callbacks.ts";
import { partnerRoutes } from "./partners.ts";
import { planContactRoutes } from "./plan-contacts.ts";
import { planLinkRoutes } from "./plan-links.ts";
import { planRoutes } from "./plans.ts";
import { ProblemAnswer, toProblem } from "./problem.ts";
import { proposalRoutes } from "./proposals.ts";
import { quoteSearchRoutes } from "./quote-search.ts";
import { quoteRoutes } from "./quotes.ts";
import { questionReader } from "./read-questions.ts";
import { reconciliationRoutes } from "./reconciliations.ts";
import { runningRoutes } from "./running.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";
import { sessionRoutes } from "./sessions.ts";
import { shopperRoutes } from "./shoppers.ts";
import { simulationRoutes } from "./simulations.ts";
import { FILE_MS, slowBodies } from "./slow-bodies.ts";
import { statementRoutes } from "./statements.ts";
import { tellingRoutes } from "./telling.ts";
import { testClockRoutes } from "./test-clocks.ts";
import { todayRoutes } from "./today.ts";
import { userRoutes } from "./users.ts";
import { voucherRoutes } from "./vouchers.ts";
import { webhookRoutes } from "./webhooks.ts";

const SECOND = 1_000;

/** The HTTP server with every route of the contract, not listening yet. */
export function createServer(context: HttpContext): FastifyInstance {
  const app = Fastify({
    loggerInstance: frameworkLog(context.log),
    bodyLimit: LIMITS.bodyBytes,
    trustProxy: context.trustProxy,
    requestTimeout: FILE_MS,
    http: { headersTimeout: 7 * SECOND, keepAliveTimeout: 72 * SECOND, connectionsCheckingInterval: SECOND },
    routerOptions: { maxParamLength: 500 },
    genReqId: requestIds(),
    return503OnClosing: true,
    forceCloseConnections: "idle",
    clientErrorHandler: answerMalformed,
    frameworkErrors: (error, request, reply) => answerFailure(context, error, request, reply as FastifyReply),
  });
  // Set once for all requests, so that they are of one shape; kept on the request itself, which a map beside it would hold up.
  app.decorateRequest("caller", null);
  app.decorateRequest("place", null);
  const gate = createGate(context);
  const slow = slowBodies();
  app.addHook("preClose", async () => slow.stop());

  app.removeAllContentTypeParsers();
  const read = (text: string) => (text === "" ? undefined : parseStrictly(text, LIMITS.nesting));
  const readQuestion = questionReader(read);
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, text, done) => {
    try {
      done(null, (request.routeOptions.url === PATHS.quotes ? readQuestion : read)(text as string));
    } catch (error) {
      done(error as Error);
    }
  });
  app.addHook("onRequest", (request, reply, next) => {
    for (const [name, value] of SECURITY_HEADERS) reply.header(name, value);
    context.metrics.inFlight(1);
    slow.watch(reply);
    // Comes however a request ends, also when its caller has gone before the body was whole.
    reply.raw.once("close", () => {
      context.metrics.inFlight(-1);
      slow.leave(reply);
      gate.leave(request);
    });
    next();
  });
  app.addHook("onResponse", (request, reply, next) => {
    tell(context, request, reply);
    next();
  });
  app.setErrorHandler((error: FastifyError, request, reply) => answerFailure(context, error, request, reply));
  app.setNotFoundHandler((request, reply) => answerUnknown(context, request, reply));

  quoteRoutes(app, context, gate);
  quoteSearchRoutes(app, context, gate);
  planRoutes(app, context, gate);
  planContactRoutes(app, context, gate);
  planLinkRoutes(app, context, gate);
  statementRoutes(app, context, gate);
  movementRoutes(app, context, gate);
  proposalRoutes(app, context, gate);
  ledgerRoutes(app, context, gate);
  testClockRoutes(app, context, gate);
  adjustmentRoutes(app, context, gate);
  adjustmentMoveRoutes(app, context, gate);
  announcementRoutes(app, context, gate);
  tellingRoutes(app, context, gate);
  shopperCaseRoutes(app, context, gate);
  caseRoutes(app, context, gate);
  compensationRoutes(app, context, gate);
  voucherRoutes(app, context, gate);
  shopperRoutes(app, context, gate);
  catalogueRoutes(app, context, gate);
  simulationRoutes(app, context, gate);
  sessionRoutes(app, context, gate);
  userRoutes(app, context, gate);
  keyRoutes(app, context, gate);
  partnerRoutes(app, context, gate);
  partnerCallbackRoutes(app, context, gate);
  reconciliationRoutes(app, context, gate);
  auditRoutes(app, context, gate);
  webhookRoutes(app, context, gate);
  liveRoutes(app, context, gate);
  todayRoutes(app, context, gate);
  runningRoutes(app, context, gate);
  if (context.company) companyPages(app, context, context.company);
  preflight(app);
  return app;
}

/** The framework's and the pages' own lines go to our log; one logger for all requests costs nothing. */
function frameworkLog(log: Log): FastifyBaseLogger {
  const write =
    (level: "info" | "warn" | "error") =>
    (fields: unknown, message = "") => {
      if (typeof fields === "string") log[level]({}, fields);
      else log[level]({ error: (fields as { err?: unknown }).err }, message);
    };
  const quiet = () => {};
  const logger: FastifyBaseLogger = {
    level: "info",
    info: quiet,
    warn: write("warn"),
    error: write("error"),
    fatal: write("error"),
    debug: quiet,
    trace: quiet,
    silent: quiet,
    child: () => logger,
  };
  return logger;
}

/** Ids that are short, differ between processes, and cost nothing. */
function requestIds(): () => string {
  const process = Math.random().toString(36).slice(2, 8);
  let count = 0;
  return () => `${process}-${(count++).toString(36)}`;
}

function tell({ metrics, log, limits, quoteTrouble }: HttpContext, request: FastifyRequest, reply: FastifyReply): void {
  const route = request.routeOptions.url ?? "unknown";
  const ms = reply.elapsedTime;
  metrics.answered(route, reply.statusCode, ms / 1000);
  if (route === PATHS.quotes && reply.statusCode >= 500) quoteTrouble.met();
  if (reply.statusCode < 500 && Math.random() * limits.logOneIn >= 1) return;
  log.info(
    { request: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(ms) },
    "answered",
  );
}

function answerFailure(context: HttpContext, error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { code, extras, headers } = error instanceof ProblemAnswer ? error : codeOf(error);
  const problem = toProblem(code, { ...extras, requestId: request.id });
  const about = { request: request.id, route: request.routeOptions?.url, error };
  if (code === "internal") context.log.error(about, "a request failed");
  if (code === "unavailable") {
    context.trouble.met();
    context.log.warn(about, "the store did not answer");
  }
  return reply.code(problem.status).headers(headers).type("application/problem+json").send(JSON.stringify(problem));
}

const PATTERNS = Object.values<Route>(ROUTES).map(({ path, method }) => ({
  pattern: new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}$`),
  path,
  method,
}));

function answerUnknown(context: HttpContext, request: FastifyRequest, reply: FastifyReply): unknown {
  const path = request.url.split("?")[0]!;
  const person = request.headers.accept?.includes("text/html") && !path.startsWith("/v1/");
  if (context.unknownPage && person) return context.unknownPage(request, reply);
  const methods = PATTERNS.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  const error =
    methods.length === 0
      ? new ProblemAnswer("not_found")
      : new ProblemAnswer("method_not_allowed", {}, { allow: [...new Set(methods)].join(", ") });
  return answerFailure(context, error, request, reply);
}

/** Browsers ask before they send a key to another origin. */
function preflight(app: FastifyInstance): void {
  for (const path of [
    PATHS.quotes,
    PATHS.replay,
    PATHS.option,
    PATHS.compare,
    PATHS.announcements,
    PATHS.waitlist,
    PATHS.cases,
  ]) {
    const methods = PATTERNS.filter((route) => route.path === path).map(({ method }) => method);
    app.options(path, (request, reply) => {
      const { origin } = request.headers;
      return reply
        .code(204)
        .headers(origin ? preflightHeaders(origin, methods.join(", ")) : {})
        .send();
    });
  }
}
