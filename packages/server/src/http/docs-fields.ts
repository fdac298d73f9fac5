import type { Json } from "@fenqi/contract";
import { html, type Markup } from "./markup.ts";

type Schema = { readonly [keyword: string]: Json };

/** One line for each field of a schema, with its form and limits; other schemas are links. */
export function fieldTable(schema: Schema): Markup {
  const properties = schema.properties as { readonly [name: string]: Schema } | undefined;
  if (!properties) return html`<p>${formOf(schema)}</p>`;
  const required = new Set(schema.required as string[] | undefined);
  return html`<table>
    <thead><tr><th scope="col">Field</th><th scope="col">Form</th></tr></thead>
    <tbody>${Object.entries(properties).map(
      ([name, field]) =>
        html`<tr><th scope="row"><code>${name}</code>${required.has(name) ? "" : html` <small>optional</small>`}</th><td>${formOf(field)}</td></tr>`,
    )}</tbody></table>`;
}

/** A schema in a few words. */
export function formOf(schema: Schema): Markup {
  if (typeof schema.$ref === "string") return reference(schema.$ref);
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (Array.isArray(schema.enum)) return separated(schema.enum.map((value) => html`<code>${String(value)}</code>`));
  if (Array.isArray(schema.anyOf)) return separated((schema.anyOf as Schema[]).map(formOf));
  if (schema.type === "array") return html`list of ${formOf(schema.items as Schema)}${limits(schema, "Items")}`;
  if (schema.type === "object") return objectForm(schema);
  const words = typeof schema.description === "string" ? html` · ${schema.description}` : "";
  return html`${String(schema.type ?? "any JSON")}${limits(schema, "Length")}${range(schema)}${words}`;
}

function objectForm(schema: Schema): Markup {
  const properties = schema.properties as { readonly [name: string]: Schema } | undefined;
  if (!properties) return html`values by name`;
  const fields = Object.entries(properties).map(([name, field]) => html`<code>${name}</code>: ${formOf(field)}`);
  return html`{ ${fields.map((field, index) => (index === 0 ? field : html`, ${field}`))} }`;
}

const reference = (ref: string): Markup => {
  const name = ref.slice(ref.lastIndexOf("/") + 1);
  return html`<a href="#schema-${name}">${name}</a>`;
};

const separated = (parts: readonly Markup[]): Markup =>
  html`${parts.map((part, index) => (index === 0 ? part : html` | ${part}`))}`;

function limits(schema: Schema, of: "Items" | "Length"): string {
  const [min, max] = [schema[`min${of}`], schema[`max${of}`]];
  if (min === undefined && max === undefined) return "";
  return `, ${min ?? 0} to ${max ?? "any"}`;
}

function range({ minimum, maximum }: Schema): string {
  if (typeof minimum !== "number" || typeof maximum !== "number") return "";
  return maximum === Number.MAX_SAFE_INTEGER
    ? ""
    : `, ${minimum.toLocaleString("en")} to ${maximum.toLocaleString("en")}`;
}
