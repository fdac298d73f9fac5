// JSON Schemas of the contract as TypeScript, so that the packed client needs nobody else's types.

/** Any JSON value. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Fields = { readonly [key: string]: Json };

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

/**
 * A schema as a type. `$ref`s are the names that they end with. Throws on what the contract's schemas do not use, so that nothing
 * is passed off as `unknown`.
 */
export function typeOf(schema: Json, indent = ""): string {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) throw new Error(`no schema: ${schema}`);
  const of = schema as Fields;
  if (typeof of.$ref === "string") return of.$ref.split("/").at(-1)!;
  if (of.const !== undefined) return JSON.stringify(of.const);
  if (of.enum !== undefined)
    return list(of.enum)
      .map((value) => JSON.stringify(value))
      .join(" | ");
  const either = list(of.anyOf ?? of.oneOf);
  if (either.length > 0) return [...new Set(either.map((each) => typeOf(each, indent)))].join(" | ");
  const all = list(of.allOf);
  if (all.length > 0) return all.map((each) => `(${typeOf(each, indent)})`).join(" & ");
  switch (of.type) {
    case "string":
    case "boolean":
    case "null":
      return of.type;
    case "integer":
    case "number":
      return "number";
    case "array":
      return `readonly (${typeOf(of.items ?? {}, indent)})[]`;
    case "object":
      return objectOf(of, indent);
    case undefined:
      if (Object.keys(of).every((key) => key === "description" || key === "title")) return "unknown";
  }
  throw new Error(`no type for ${JSON.stringify(schema).slice(0, 200)}`);
}

function objectOf(of: Fields, indent: string): string {
  const inner = `${indent}  `;
  const required = new Set(list(of.required));
  const fields = Object.entries((of.properties ?? {}) as Fields).map(([name, schema]) => {
    const told = (schema as Fields).description;
    const comment = typeof told === "string" ? `${inner}/** ${told.replaceAll("*/", "*\\/")} */\n` : "";
    const key = /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
    return `${comment}${inner}readonly ${key}${required.has(name) ? "" : "?"}: ${typeOf(schema, inner)};`;
  });
  for (const schema of Object.values((of.patternProperties ?? {}) as Fields)) {
    fields.push(`${inner}readonly [name: string]: ${typeOf(schema, inner)};`);
  }
  return fields.length === 0 ? "object" : `{\n${fields.join("\n")}\n${indent}}`;
}
