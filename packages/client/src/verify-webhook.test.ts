import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { verifyWebhook } from "./verify-webhook.ts";

const secret = `whsec_${btoa("a secret of 24 bytes or more")}`;
const other = `whsec_${btoa("another secret of 24 bytes or more")}`;
const now = Date.parse("2026-11-22T02:28:00.000Z");
const body = JSON.stringify({ id: "plan_1_1", type: "plan.created", data: { 名: "分期" } });

/** Headers as the specification's own library signs. */
const signed = (by: readonly string[] = [secret], atMs = now, payload = body) => ({
  "webhook-id": "plan_1_1",
  "webhook-timestamp": String(Math.floor(atMs / 1000)),
  "webhook-signature": by.map((one) => new Webhook(one).sign("plan_1_1", new Date(atMs), payload)).join(" "),
});

describe("a webhook", () => {
  test("that the specification's library signed is taken, as text and as bytes, by either form of headers", async () => {
    const event = JSON.parse(body);
    expect(await verifyWebhook(body, signed(), secret, now)).toEqual(event);
    expect(await verifyWebhook(new TextEncoder().encode(body), new Headers(signed()), [secret], now)).toEqual(event);
  });

  test.each([
    ["signed with both", [other, secret], [secret]],
    ["verified with both", [secret], [other, secret]],
  ])("is taken during a rotation, %s", async (_, by, known) => {
    expect((await verifyWebhook(body, signed(by), known, now)).id).toBe("plan_1_1");
  });

  test.each([
    ["altered", `${body} `, signed(), [secret], "no_match"],
    ["another's", body, signed([other]), [secret], "no_match"],
    ["another id's", body, { ...signed(), "webhook-id": "plan_1_2" }, [secret], "no_match"],
    ["of another version", body, { ...signed(), "webhook-signature": "v2,AAAA" }, [secret], "no_match"],
    ["no base64", body, { ...signed(), "webhook-signature": "v1,&&&" }, [secret], "no_match"],
    ["six minutes old", body, signed([secret], now - 360_000), [secret], "too_old"],
    ["six minutes ahead", body, signed([secret], now + 360_000), [secret], "too_new"],
    ["without a time", body, { ...signed(), "webhook-timestamp": "soon" }, [secret], "header_missing"],
    ["without a signature", body, { ...signed(), "webhook-signature": undefined }, [secret], "header_missing"],
    ["checked with no secret", body, signed(), [""], "secret_unusable"],
  ])("that is %s is refused", async (_, payload, headers, known, code) => {
    await expect(verifyWebhook(payload, headers, known, now)).rejects.toMatchObject({ name: "WebhookRefused", code });
  });
});
