import { ANSWERS } from "./answers.ts";
import { EXAMPLES } from "./examples.ts";
import { type Json, liftNamed } from "./named-schemas.ts";
import { meaningOf } from "./parameters.ts";
import { PROBLEMS, Problem, type ProblemCode } from "./problems.ts";
import { problemsOf, ROUTES, type Route, type RouteId } from "./routes.ts";

const REF = "#/components/schemas/";
const EXAMPLE_REF = "#/components/examples/";

type Fields = { [key: string]: Json };

/** The OpenAPI 3.1 description, from the same table that the server registers. */
export function openapi(version: string, serverUrl?: string): Fields {
  const named = new Map<string, Json>();
  const paths: { [path: string]: Fields } = {};
  for (const [id, route] of Object.entries<Route>(ROUTES)) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(id, route, named) };
  }
  liftNamed(Problem, named, REF);
  return {
    openapi: "3.1.0",
    info: {
      title: "Fenqi",
      version,
      description: "Every way to pay a cart over time, its true cost, and why a way is missing.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    ...(serverUrl === undefined ? {} : { servers: [{ url: serverUrl }] }),
    tags: [...new Set(Object.values<Route>(ROUTES).map((route) => route.group))].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))),
      examples: Object.fromEntries(
        Object.entries(ANSWERS.problems).map(([code, value]) => [
          code,
          { summary: value.title, value: value as unknown as Json },
        ]),
      ),
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "A publishable (pk_…) or secret (sk_…) key." },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "fenqi_session",
          description: "Somebody who is signed in to the console; for pages of this server only.",
        },
        secret: { type: "http", scheme: "bearer", description: "A secret key (sk_…); never in a browser." },
      },
    },
  };
}

function operation(id: string, route: Route, named: Map<string, Json>): Fields {
  const lift = (schema: unknown) => liftNamed(schema, named, REF);
  const parameters = [
    ...parametersOf("path", route.params),
    ...parametersOf("query", route.query),
    ...(route.once
      ? [
          {
            name: "Idempotency-Key",
            in: "header",
            required: true,
            description: meaningOf("Idempotency-Key"),
            schema: { type: "string", minLength: 1, maxLength: 255 },
          },
        ]
      : []),
  ];
  return {
    operationId: id,
    tags: [route.group],
    summary: route.summary,
    ...(route.access === "public" ? {} : { security: securityOf(route.access) }),
    ...(parameters.length > 0 ? { parameters: parameters as Json[] } : {}),
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { "application/json": withExample(lift(route.body), EXAMPLES[id as RouteId]) },
          },
        }
      : {}),
    ...(route.upload ? { requestBody: { required: true, content: uploadContent(route.upload) } } : {}),
    responses: {
      [route.answer.status]: {
        description: route.summary,
        content: {
          [route.answer.type ?? "application/json"]: withExample(
            lift(route.answer.schema),
            ANSWERS.routes[id as RouteId],
          ),
        },
      },
      ...problemResponses(route),
    },
  };
}

/** A key, or a session in its place. */
const securityOf = (access: Route["access"]): Fields[] =>
  access === "session" ? [{ session: [] }] : [{ [access]: [] }, { session: [] }];

/** Bytes as they come, whatever they are. */
const uploadContent = (types: readonly string[]): Fields => Object.fromEntries(types.map((type) => [type, {}]));

const withExample = (schema: Json, example: unknown): Fields =>
  example === undefined ? { schema } : { schema, example: example as Json };

function parametersOf(place: "path" | "query", schema: Route["params"]): Fields[] {
  if (!schema) return [];
  const required = new Set<string>(schema.required ?? []);
  return Object.entries(schema.properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.has(name),
    description: meaningOf(name),
    schema: JSON.parse(JSON.stringify(property)) as Json,
  }));
}

function problemResponses(route: Route): Fields {
  const codes = Map.groupBy(problemsOf(route), (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    [...codes]
      .sort(([a], [b]) => a - b)
      .map(([status, list]) => [
        status,
        {
          description: list.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join("; "),
          content: { "application/problem+json": { schema: { $ref: `${REF}Problem` }, ...problemExamples(list) } },
        },
      ]),
  );
}

/** Those of the problems that were recorded, by reference. */
function problemExamples(codes: readonly ProblemCode[]): Fields {
  const recorded = codes.filter((code) => ANSWERS.problems[code]);
  if (recorded.length === 0) return {};
  return { examples: Object.fromEntries(recorded.map((code) => [code, { $ref: `${EXAMPLE_REF}${code}` }])) };
}
