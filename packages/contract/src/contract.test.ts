import { readFileSync } from "node:fs";
import { CAUSES, CURRENCIES } from "@fenqi/core";
import { describe, expect, test } from "vitest";
import {
  ANSWERS,
  Catalogue,
  catalogueSchema,
  checkShape,
  EXAMPLES,
  LIMITS,
  openapi,
  PROBLEM_CODES,
  PROBLEMS,
  Problem,
  type ProblemCode,
  ROUTES,
  type Route,
  type RouteId,
} from "./index.ts";

const file = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

describe("the routes", () => {
  test("have one address and method each, and say who may call", () => {
    const all = Object.values<Route>(ROUTES).map(({ method, path }) => `${method} ${path}`);
    expect(new Set(all).size).toBe(all.length);
  });

  test("that create or move need a key to do it once; no other does", () => {
    const once = Object.entries<Route>(ROUTES).filter(([, route]) => route.once);
    expect(once.map(([id]) => id).sort()).toEqual([
      "acceptPlan",
      "activatePlan",
      "advanceRamp",
      "advanceTestClock",
      "applyAdjustment",
      "applyCatalogue",
      "approveAdjustment",
      "approveCompensation",
      "approveException",
      "approveProposal",
      "askGoodwill",
      "assignCase",
      "buyOut",
      "cancelPlan",
      "closeCase",
      "closeDispute",
      "createAdjustment",
      "createCompensation",
      "createSimulation",
      "createTestClock",
      "createWebhookEndpoint",
      "decideGoodwill",
      "editAdjustment",
      "enableWebhookEndpoint",
      "eraseShopper",
      "extendAdjustment",
      "holdPartner",
      "inviteUser",
      "issueKey",
      "liftAdjustment",
      "moveDueDates",
      "openCase",
      "openDispute",
      "pauseInEmergency",
      "payOut",
      "postUpdate",
      "proposeChange",
      "redeemVoucher",
      "refundPlan",
      "rejectAdjustment",
      "rejectCompensation",
      "rejectProposal",
      "repayPlan",
      "replayWebhookDelivery",
      "replayWebhookPeriod",
      "resolveException",
      "retryMovement",
      "returnLease",
      "reviewCase",
      "rollBackRamp",
      "rotateKey",
      "rotateWebhookSecret",
      "settlePlan",
      "simulateAdjustment",
      "submitAdjustment",
      "submitCompensation",
      "undoResolution",
      "useCredit",
      "waiveLate",
      "withdrawAdjustment",
      "writeCase",
      "writeCaseLink",
      "writeOff",
    ]);
  });

  test("for secret keys say what they need", () => {
    const without = Object.entries<Route>(ROUTES).filter(([, { access, needs }]) => (access === "secret") !== !!needs);
    expect(without.map(([id]) => id)).toEqual([]);
  });

  test.each(Object.entries(EXAMPLES))("%s's example is sound", (id, example) => {
    const route: Route = ROUTES[id as RouteId];
    expect(checkShape(route.body!, example)).toEqual([]);
  });

  test.each(Object.entries(ANSWERS.routes))("%s's answer has the form that is told of it", (id, answer) => {
    expect(checkShape(ROUTES[id as RouteId].answer.schema, answer)).toEqual([]);
  });

  test.each(Object.entries(ANSWERS.problems))("the problem %s has the form of a problem", (code, problem) => {
    expect(checkShape(Problem, problem)).toEqual([]);
    expect(problem).toMatchObject({ code, status: PROBLEMS[code as ProblemCode].status });
  });

  test("that take a body have an example, or take a whole catalogue", () => {
    const without = Object.entries<Route>(ROUTES).filter(([id, { body }]) => body && !(id in EXAMPLES));
    expect(without.map(([id]) => id)).toEqual(["applyCatalogue", "validateCatalogue", "diffCatalogue"]);
  });
});

describe("the OpenAPI document", () => {
  const document = openapi("1.0.0");
  const text = JSON.stringify(document);

  test("refers to nothing that it does not hold", () => {
    const { schemas } = document.components as { schemas: object };
    const referred = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name!);
    expect(referred.length).toBeGreaterThan(100);
    expect([...new Set(referred)].filter((name) => !(name in schemas))).toEqual([]);
  });

  test("lets no object have other fields than those it names", () => {
    const loose: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== "object" || value === null) return;
      const { type, additionalProperties, properties } = value as { [k: string]: unknown };
      if (type === "object" && properties && additionalProperties !== false) loose.push(path);
      for (const [key, inner] of Object.entries(value)) walk(inner, `${path}/${key}`);
    };
    walk(document.components, "");
    expect(loose).toEqual([]);
  });

  test("bounds every number, list and text that may be sent", () => {
    const open: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== "object" || value === null) return;
      const schema = value as { [k: string]: unknown };
      if (schema.type === "integer" && (schema.maximum === undefined || schema.minimum === undefined)) open.push(path);
      if (schema.type === "array" && schema.maxItems === undefined) open.push(path);
      const known = schema.const ?? schema.enum ?? schema.maxLength ?? schema.pattern;
      if (schema.type === "string" && known === undefined) open.push(path);
      for (const [key, inner] of Object.entries(value)) if (key !== "answer") walk(inner, `${path}/${key}`);
    };
    for (const [id, { body, query, params }] of Object.entries<Route>(ROUTES)) walk({ body, query, params }, id);
    expect(open).toEqual([]);
  });
});

describe("published files", () => {
  test("catalogue.schema.json is what the schemas say (npx vitest -u writes it)", async () => {
    await expect(`${JSON.stringify(catalogueSchema(), null, 2)}\n`).toMatchFileSnapshot("../catalogue.schema.json");
  });

  test("docs/errors.md has every code with its status and meaning, and no other", () => {
    const page = file("../../../docs/errors.md");
    const rows = [...page.matchAll(/^\| `(\w+)` \| (\d{3}) \| (.+?) \|$/gm)].map(([, code, status, said]) => [
      code,
      Number(status),
      said,
    ]);
    // The codes are refused by tests of the server; this holds their documentation.
    expect(rows).toEqual(
      PROBLEM_CODES.map((code) => [
        code,
        PROBLEMS[code].status,
        `**${PROBLEMS[code].title}.** ${PROBLEMS[code].meaning}`,
      ]),
    );
  });
});

describe("the shape of a value", () => {
  test("is told field by field, and never changed", () => {
    const catalogue = {
      format: "fenqi.catalogue/2",
      merchant: { id: "m" },
      partners: [],
      offers: [{ id: "" }],
      explanations: [],
      adjustments: "none",
    };
    const before = JSON.stringify(catalogue);
    const pointers = checkShape(Catalogue, catalogue).map(({ pointer, code }) => `${pointer} ${code}`);
    expect(pointers).toEqual(
      expect.arrayContaining([
        "/format not_allowed",
        "/merchant/name required",
        "/offers/0/partner required",
        "/offers/0/id bad_form",
        "/adjustments wrong_type",
      ]),
    );
    expect(JSON.stringify(catalogue)).toBe(before);
  });

  test("lists so many reasons and no more", () => {
    const offers = Array.from({ length: 500 }, () => ({}));
    expect(checkShape(Catalogue, { offers }).length).toBeLessThanOrEqual(LIMITS.reasons);
  });
});

test("every code of a cause and every currency has a form that the schemas take", () => {
  expect(Object.keys(CAUSES).length).toBeGreaterThan(5);
  expect([...CURRENCIES.keys()].filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
});
