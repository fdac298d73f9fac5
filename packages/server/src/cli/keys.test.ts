import { expect, test } from "vitest";
import { fenqi } from "./testing/run.ts";

const key = {
  id: "key_1",
  kind: "publishable",
  mode: "test",
  name: "网店",
  hint: "pk_test_ab",
  origins: ["https://shop.example"],
  created_at: "2026-11-22T02:28:00.000Z",
  expires_at: null,
  revoked_at: null,
};

test("create shows the key this once", async () => {
  const args = ["keys", "create", "--kind", "publishable", "--name", "网店", "--origin", "https://shop.example"];
  const { code, out } = await fenqi(args, ({ method, url, body }) => {
    expect([method, url]).toEqual(["POST", "http://server/v1/keys"]);
    expect(body).toEqual({ kind: "publishable", mode: "test", name: "网店", origins: ["https://shop.example"] });
    return { status: 201, body: { ...key, key: "pk_test_abcdef" } };
  });
  expect(code).toBe(0);
  expect(out).toBe("pk_test_abcdef\nIt is not shown again.\n");
});

test("list shows all but the keys", async () => {
  const { out } = await fenqi(["keys", "list"], () => ({ status: 200, body: { items: [key] } }), "Asia/Shanghai");
  expect(out).toMatch(/^key_1 +publishable +test +pk_test_ab… +网店 +2026-11-22 +https:\/\/shop\.example$/m);
});

test("revoke is for good", async () => {
  const { out } = await fenqi(["keys", "revoke", "key_1"], ({ method, url }) => {
    expect([method, url]).toEqual(["DELETE", "http://server/v1/keys/key_1"]);
    return { status: 200, body: { ...key, revoked_at: "2026-11-22T03:00:00.000Z" } };
  });
  expect(out).toBe("key_1 (pk_test_ab…) is revoked.\n");
});
