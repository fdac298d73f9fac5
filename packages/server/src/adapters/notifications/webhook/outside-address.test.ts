import { expect, test } from "vitest";
import { isInside, lookupOutside } from "./outside-address.ts";
import { webhookChannel } from "./webhook-channel.ts";

test.each([
  ["127.0.0.1", true],
  ["10.1.2.3", true],
  ["172.31.255.255", true],
  ["192.168.1.1", true],
  ["169.254.169.254", true],
  ["100.64.0.1", true],
  ["0.0.0.0", true],
  ["239.1.1.1", true],
  ["::1", true],
  ["fe80::1", true],
  ["fd00::1", true],
  ["::ffff:10.0.0.1", true],
  ["64:ff9b::a00:1", true],
  ["not an address", true],
  ["93.184.215.14", false],
  ["172.32.0.1", false],
  ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", false],
])("%s is inside: %s", (address, expected) => {
  expect(isInside(address)).toBe(expected);
});

const letter = { merchant: "m", id: "msg_1", locale: "en", template: "t", subject: "s", text: "t" } as const;

test.each([
  ["http://93.184.215.14/hook", "https"],
  ["https://127.0.0.1/hook", "inside"],
  ["https://[::1]/hook", "inside"],
  ["https://2130706433/hook", "inside"],
  ["https://localhost/hook", "inside"],
])("a webhook to %s is refused", async (to, why) => {
  await expect(webhookChannel().send({ ...letter, to })).rejects.toThrow(why);
});

test("a name that leads inside is refused when it is looked up to connect", async () => {
  const looked = new Promise((resolve) => lookupOutside("localhost", {}, (error) => resolve(error?.message)));
  expect(await looked).toBe("localhost leads inside the network");
});
