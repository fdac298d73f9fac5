import { expect, test } from "vitest";
import { fenqi } from "./testing/run.ts";

const wei = {
  id: "wei",
  name: "魏",
  email: "wei@shop.test",
  role: "operator",
  created_at: "2026-11-25T09:00:00.000Z",
  created_by: "su",
};

test("add prints the link, once", async () => {
  const { code, out } = await fenqi(
    ["users", "add", "wei@shop.test", "--role", "operator"],
    ({ method, url, body }) => {
      expect([method, url]).toEqual(["POST", "http://server/v1/users/invitations"]);
      expect(body).toEqual({ email: "wei@shop.test", role: "operator", locale: "zh-CN" });
      const link = "https://pay.test/console/join#TOKEN";
      return { status: 201, body: { ...wei, id: "inv_1", ends_at: "2026-11-28T09:00:00.000Z", link } };
    },
  );
  expect(code).toBe(0);
  expect(out).toBe(
    "https://pay.test/console/join#TOKEN\nIt works once, until 2026-11-28T09:00:00.000Z, and is not shown again.\n",
  );
});

test("list goes through all pages", async () => {
  const { out } = await fenqi(
    ["users", "list"],
    ({ url }) =>
      url.endsWith("?cursor=wei")
        ? { status: 200, body: { items: [{ ...wei, id: "xu" }], next_cursor: null } }
        : { status: 200, body: { items: [wei], next_cursor: "wei" } },
    "Asia/Shanghai",
  );
  expect(out).toMatch(/^wei +operator +魏 +wei@shop\.test +2026-11-25 +su$/m);
  expect(out).toMatch(/^xu /m);
});

test("role and remove name whom they were about", async () => {
  const changed = await fenqi(["users", "role", "wei", "--role", "approver"], ({ method, url, body }) => {
    expect([method, url, body]).toEqual(["PATCH", "http://server/v1/users/wei", { role: "approver" }]);
    return { status: 200, body: { ...wei, role: "approver" } };
  });
  expect(changed.out).toBe("wei (魏) is approver now.\n");
  const removed = await fenqi(["users", "remove", "wei"], ({ method }) => {
    expect(method).toBe("DELETE");
    return { status: 200, body: wei };
  });
  expect(removed.out).toBe("wei (魏) is removed.\n");
});

test("a role that is no person's is called wrongly", async () => {
  const { code, err } = await fenqi(["users", "add", "wei@shop.test", "--role", "store"], () => {
    throw new Error("nothing is asked");
  });
  expect([code, err]).toEqual([2, expect.stringContaining("--role")]);
});
