import type { ClientBase } from "pg";

/** A statement that begins with this is prepared under its name, once on each connection. */
const MARK = /^\/\* prepared (\w+) \*\//;

/**
 * Prepares statements that are marked: of a short statement that is run for every request, planning costs more than
 * running. A session that had another connection before, as the embedded database's one has, still has its names: they
 * are given up first.
 */
export function prepareMarked(client: ClientBase, sessionIsNew: boolean): void {
  if (!sessionIsNew) client.query("deallocate all").catch(() => {});
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  const prepared = (text: unknown, ...rest: unknown[]) => {
    const name = typeof text === "string" ? MARK.exec(text)?.[1] : undefined;
    return name === undefined ? query(text, ...rest) : query({ name, text }, ...rest);
  };
  client.query = prepared as ClientBase["query"];
}
