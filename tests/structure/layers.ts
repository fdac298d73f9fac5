/** The concepts of core: each imports only those to its left. */
export const CONCEPTS = [
  "money",
  "calendar",
  "schedule",
  "cost",
  "explanation",
  "offer",
  "adjustment",
  "catalogue",
  "quote",
  "ledger",
  "reconciliation",
  "plan",
  "simulation",
  "compensation",
] as const;

export interface Layer {
  /** Path from the repository's root: a folder with a trailing slash, or one file. */
  readonly path: string;
  /** Layers that it may import, by path. A path ending in a slash allows all that lies beneath. */
  readonly layers: readonly string[];
  /** Packages from outside; `node:` stands for all of Node's own modules. */
  readonly packages: readonly string[];
  /** Packages of which it may use the types only. */
  readonly types?: readonly string[];
}

const core = "packages/core/src/";
const contract = "packages/contract/src/";
const client = "packages/client/src/";
const words = "packages/words/src/";
const checkout = "packages/checkout/src/";
const medusa = "packages/medusa/";
const vendure = "packages/vendure/";
const sandboxPartner = "packages/sandbox-partner/src/";
const server = "packages/server/src/";
const ports = `${server}engine/ports.ts`;
const simulationPorts = `${server}engine/simulation-ports.ts`;
const threads = `${server}adapters/threads/`;

const shell = "apps/shell/src/";

const screen = {
  layers: [client, words, checkout, shell],
  packages: ["node:", "lit", "@lit-labs/ssr"],
  types: ["fastify"],
};

/** Who may import whom. The first layer whose path begins a file's path is its layer; its own files are always allowed. */
export const LAYERS: readonly Layer[] = [
  ...CONCEPTS.map((concept, at) => ({
    path: `${core}${concept}/`,
    layers: CONCEPTS.slice(0, at).map((left) => `${core}${left}/`),
    packages: ["@marcbachmann/cel-js"],
  })),
  { path: core, layers: [core], packages: [] },
  { path: words, layers: [], packages: [] },
  { path: contract, layers: [core], packages: ["typebox"] },
  { path: client, layers: [contract], packages: [] },
  { path: checkout, layers: [client, words], packages: ["lit", "@lit-labs/ssr"] },
  { path: `${medusa}src/`, layers: [client, words], packages: ["node:"] },
  { path: medusa, layers: [client, medusa], packages: ["@medusajs/framework", "@medusajs/medusa"] },
  { path: `${vendure}src/`, layers: [client], packages: ["node:"] },
  {
    path: vendure,
    layers: [client, words, vendure],
    packages: ["node:", "@vendure/core", "@nestjs/common", "@nestjs/graphql", "graphql-tag"],
  },
  { path: sandboxPartner, layers: [], packages: ["node:"] },
  { path: "packages/checkout/build.ts", layers: [], packages: ["node:", "rolldown"] },
  {
    path: "packages/server/build.ts",
    layers: [`${server}adapters/`],
    packages: ["node:", "@electric-sql/pglite", "rolldown"],
  },
  { path: `${server}engine/`, layers: [core], packages: [] },
  { path: threads, layers: [core, simulationPorts], packages: ["node:"] },
  {
    path: `${server}adapters/`,
    layers: [core, ports, simulationPorts, words],
    packages: [
      "node:",
      "kysely",
      "pg",
      "@electric-sql/pglite",
      "@electric-sql/pglite-socket",
      "nodemailer",
      "prom-client",
      "pino",
      "cockatiel",
      "alipay-sdk",
      "stripe",
      "@node-rs/argon2",
      "openid-client",
      "pdfkit",
      "undici",
      ...["api", "context-async-hooks", "core", "exporter-trace-otlp-http", "resources", "sdk-trace-base"].map(
        (name) => `@opentelemetry/${name}`,
      ),
    ],
  },
  {
    path: `${server}http/`,
    layers: [core, `${server}engine/`, contract, words],
    packages: ["node:", "fastify", "typebox", "prom-client"],
  },
  { path: `${server}jobs/`, layers: [core, `${server}engine/`, contract, words], packages: ["node:"] },
  {
    path: `${server}cli/`,
    layers: [
      core,
      `${server}engine/`,
      threads,
      contract,
      words,
      client,
      `${server}main.ts`,
      "apps/demo/src/",
      sandboxPartner,
    ],
    packages: ["node:", "yaml"],
  },
  ...["main.ts", "compose/"].map((composed) => ({
    path: server + composed,
    layers: ["packages/", "apps/"],
    packages: ["node:", "fastify", "pino", "yaml"],
  })),
  { path: "packages/server/migrations/", layers: [], packages: ["kysely"] },
  { path: "packages/server/demo/", layers: [core, words, `${server}engine/`], packages: ["node:", "yaml"] },
  { path: shell, ...screen },
  { path: "apps/store/src/", ...screen },
  { path: "apps/status/src/", ...screen },
  { path: "apps/plans/src/", ...screen },
  { path: "apps/demo/src/", ...screen },
  {
    path: "apps/console/src/browser/",
    layers: [client, words],
    packages: [
      "react",
      "react-dom",
      "react-aria-components",
      "@tanstack/react-query",
      "@tanstack/react-router",
      "lucide-react",
      "d3-scale",
      "d3-shape",
      "uqr",
    ],
  },
  { path: "apps/console/src/", layers: [shell], packages: ["node:"], types: ["fastify"] },
  { path: "apps/console/build.ts", layers: [], packages: ["node:", "rolldown"] },
  { path: "apps/demo/build.ts", layers: [], packages: ["node:", "rolldown"] },
];
