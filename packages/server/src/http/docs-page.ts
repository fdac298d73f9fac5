import { ANSWERS, type Json, LIMITS, PROBLEM_CODES, PROBLEMS } from "@fenqi/contract";
import { fieldTable, formOf } from "./docs-fields.ts";
import { html, type Markup } from "./markup.ts";

export { DOCS_ICON, DOCS_STYLE } from "./docs-style.ts";

type Schema = { readonly [keyword: string]: Json };

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly [string];
  readonly security?: readonly { readonly [scheme: string]: unknown }[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly description: string;
    readonly schema: Schema;
  }[];
  readonly requestBody?: {
    readonly content: { readonly "application/json": { readonly schema: Schema; readonly example?: Json } };
  };
  readonly responses: {
    readonly [status: string]: {
      readonly description: string;
      readonly content: { readonly [type: string]: { readonly schema: Schema; readonly example?: Json } };
    };
  };
}

interface Placed extends Operation {
  readonly method: string;
  readonly path: string;
}

/** The API for people: one page made from the OpenAPI document, without any script. */
export function docsPage(document: { readonly [key: string]: Json }, url: string): string {
  const paths = document.paths as unknown as { readonly [path: string]: { readonly [method: string]: Operation } };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]): Placed => ({ ...operation, method: method.toUpperCase(), path }),
    ),
  );
  const groups = Map.groupBy(operations, ({ tags }) => tags[0]);
  const { schemas } = document.components as { readonly schemas: { readonly [name: string]: Schema } };
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Fenqi API</title>
<link rel="icon" href="/docs/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<nav aria-label="Contents">
<a class="brand" href="/docs">Fenqi API</a>
${[...groups].map(
  ([group, list]) =>
    html`<h2>${group}</h2><ul>${list.map(
      (one) =>
        html`<li><a href="#${one.operationId}"><b class="${one.method}">${one.method}</b> ${one.path.replace("/v1", "")}</a></li>`,
    )}</ul>`,
)}
<h2>Reference</h2>
<ul><li><a href="#limits">Limits</a></li><li><a href="#problems">Problems</a></li><li><a href="#schemas">Schemas</a></li><li><a href="/openapi.json">openapi.json</a></li></ul>
</nav>
<main id="main">
<h1>Every way to pay a cart over time</h1>
<p class="lead">Its true cost, and why a way is missing: one call. Amounts are integers in minor units, instants RFC 3339, rates decimal strings of percent.</p>
${intro(url)}
${[...groups].map(([group, list]) => html`<section><h2>${group}</h2>${list.map((one) => article(one, url))}</section>`)}
${limitsSection()}
${problemsSection()}
<section id="schemas"><h2>Schemas</h2>${Object.entries(schemas).map(
    ([name, schema]) =>
      html`<details id="schema-${name}"><summary><code>${name}</code></summary>${fieldTable(schema)}</details>`,
  )}</section>
</main>
</body>
</html>`;
  return page.text;
}

function intro(url: string): Markup {
  return html`<section>
<h2>Keys</h2>
<p>Send <code>Authorization: Bearer &lt;key&gt;</code>. A publishable key (<code>pk_…</code>) may ask for quotes and stand in a page of its allowed origins;
a secret key (<code>sk_…</code>) may do everything and never leaves your server. Keys of test mode may set the clock with <code>at</code>.
In demo mode there are <code>pk_test_demo</code> and <code>sk_test_demo</code>.</p>
<h2>Doing a thing once</h2>
<p>A POST that creates or moves needs an <code>Idempotency-Key</code>. The same key brings the same answer, byte for byte, for two days;
with another payload it is refused. A refused request binds nothing.</p>
<h2>How fresh</h2>
<p><code>Fenqi-Catalogue: current; age=0.4</code> says when the server last knew that its catalogue is the newest, in seconds; <code>uncertain</code> above three.</p>
<p>This server is at <code>${url}</code>.</p>
</section>`;
}

const ACCESS: { readonly [scheme: string]: string } = { key: "any key", secret: "secret key" };

function article(operation: Placed, url: string): Markup {
  const { operationId, method, path, summary, security, parameters = [], requestBody, responses } = operation;
  const [access] = Object.keys(security?.[0] ?? {});
  const body = requestBody?.content["application/json"];
  const [[status, answer]] = Object.entries(responses).filter(([code]) => code < "300") as [
    [string, Operation["responses"][string]],
  ];
  const refusals = Object.entries(responses).filter(([code]) => code >= "400");
  const [type, { schema, example }] = Object.entries(answer.content)[0]!;
  return html`<article id="${operationId}">
<h3><b class="${method}">${method}</b> <code>${path}</code></h3>
<p>${summary}. <small>${access ? ACCESS[access]! : "public"}</small></p>
${
  parameters.length > 0 &&
  html`<table><thead><tr><th scope="col">Parameter</th><th scope="col">Form</th><th scope="col">Means</th></tr></thead><tbody>${parameters.map(
    (one) =>
      html`<tr><th scope="row"><code>${one.name}</code> <small>${one.in}${one.required ? "" : ", optional"}</small></th><td>${formOf(one.schema)}</td><td>${one.description}</td></tr>`,
  )}</tbody></table>`
}
${body?.schema && html`<p>Body: ${formOf(body.schema)}</p>`}
<pre tabindex="0"><code>${curl(operation, url, access, body?.example)}</code></pre>
<p>Answers ${status}: ${type === "application/json" ? formOf(schema) : html`<code>${type}</code>`}</p>
${example !== undefined && shown("An answer", example)}
<p class="refusals">Refuses: ${refusals.map(([code, { description }]) => html`<span><b>${code}</b> ${codesIn(description)}</span> `)}</p>
</article>`;
}

/** An example behind its name: the page stays as short as it is without. */
const shown = (name: string, example: Json): Markup =>
  html`<details><summary>${name}</summary><pre tabindex="0"><code>${JSON.stringify(example, null, 1)}</code></pre></details>`;

const codesIn = (description: string): Markup =>
  html`${[...description.matchAll(/`(\w+)`/g)].map(([, code]) => html`<a href="#${code!}">${code!}</a> `)}`;

function curl(
  { method, path, parameters = [] }: Placed,
  url: string,
  access: string | undefined,
  example: Json | undefined,
): string {
  const once = parameters.some(({ name }) => name === "Idempotency-Key");
  const lines = [
    `curl ${method === "GET" ? "" : `-X ${method} `}${url}${path}`,
    ...(access ? [`  -H 'authorization: Bearer ${access === "secret" ? "sk_test_demo" : "pk_test_demo"}'`] : []),
    ...(once ? ['  -H "idempotency-key: $(date +%s)"'] : []),
    ...(example === undefined
      ? []
      : ["  -H 'content-type: application/json'", `  -d '${JSON.stringify(example, null, 2)}'`]),
  ];
  return lines.join(" \\\n");
}

function limitsSection(): Markup {
  const named: [string, number][] = [
    ["Body of a request, bytes", LIMITS.bodyBytes],
    ["Body of a catalogue, bytes", LIMITS.catalogueBytes],
    ["Nesting of JSON", LIMITS.nesting],
    ["Items of a cart", LIMITS.items],
    ["Quantity of an item", LIMITS.quantity],
    ["Largest amount, minor units", LIMITS.amount],
    ["Different categories and tags of a cart, together", LIMITS.cartWords],
    ["Length of a token", LIMITS.tokenLength],
    ["Offers of a catalogue", LIMITS.offers],
    ["Adjustments of a catalogue", LIMITS.adjustments],
    ["Reasons listed in one problem", LIMITS.reasons],
  ];
  return html`<section id="limits"><h2>Limits</h2><table><thead><tr><th scope="col">Of</th><th scope="col">At most</th></tr></thead><tbody>${named.map(
    ([what, value]) => html`<tr><th scope="row">${what}</th><td>${value.toLocaleString("en")}</td></tr>`,
  )}</tbody></table></section>`;
}

function problemsSection(): Markup {
  return html`<section id="problems"><h2>Problems</h2>
<p>Every refusal is <code>application/problem+json</code> (RFC 9457) with a <code>code</code> that never changes its meaning, and, where fields are wrong, <code>errors[]</code> with a JSON pointer each.</p>
<table><thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Meaning</th></tr></thead><tbody>${PROBLEM_CODES.map(
    (code) => {
      const { status, title, meaning } = PROBLEMS[code];
      const example = ANSWERS.problems[code];
      return html`<tr id="${code}"><th scope="row"><code>${code}</code></th><td>${status}</td><td><b>${title}.</b> ${meaning}${example && shown("As it is answered", example as unknown as Json)}</td></tr>`;
    },
  )}</tbody></table></section>`;
}
