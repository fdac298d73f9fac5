import { expect, test } from "vitest";
import { allPages } from "./all-pages.ts";

test("every page is read, each from where the one before it ended, and no more than are asked for", async () => {
  const asked: (string | undefined)[] = [];
  const fetchPage = async ({ cursor }: { readonly cursor?: string }) => {
    asked.push(cursor);
    const n = Number(cursor ?? 0);
    return { items: [n, n + 1], next_cursor: n < 4 ? String(n + 2) : null };
  };
  expect(await allPages(10, fetchPage)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(asked).toEqual([undefined, "2", "4"]);
  expect(await allPages(2, fetchPage)).toEqual([0, 1, 2, 3]);
});
