/** Any JSON value; schemas are read as plain data here. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * Lifts every titled schema out of `schema` into `named`, leaving a `$ref` with `prefix` in its place, so that a
 * document holds each once.
 *
 * Invariant: two schemas of one title are equal; a clash is a caller's bug and throws.
 */
export function liftNamed(schema: unknown, named: Map<string, Json>, prefix: string): Json {
  if (Array.isArray(schema)) return schema.map((part) => liftNamed(part, named, prefix));
  if (typeof schema !== "object" || schema === null) return schema as Json;

  const { title, ...rest } = schema as { title?: string };
  const lifted: { [key: string]: Json } = {};
  for (const [key, part] of Object.entries(rest)) lifted[key] = liftNamed(part, named, prefix);
  if (typeof title !== "string" || !/^[A-Z]/.test(title)) return title === undefined ? lifted : { title, ...lifted };

  const before = named.get(title);
  if (before !== undefined && JSON.stringify(before) !== JSON.stringify(lifted)) {
    throw new Error(`two different schemas are called ${title}`);
  }
  named.set(title, lifted);
  return { $ref: `${prefix}${title}` };
}
