import { createClient } from "@fenqi/client";
import { playStory, STEPS, STORIES, type StoryEvent } from "@fenqi/demo";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Demo, expectAccessible, expectNoSideways, openDemo } from "./demo-browser.ts";

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

const clientOf = () => createClient({ baseUrl: demo.url, key: "sk_test_demo" });

test.each(STORIES.map((story) => story.id))(
  "the story of %s plays on the real API, and leaves the store as it was",
  async (story) => {
    const client = clientOf();
    const events: StoryEvent[] = [];
    await playStory({ client, story, pace: 0, emit: (event) => events.push(event) });
    expect(events.map((event) => event.step)).toEqual([...STEPS]);
    expect(events[1]).toMatchObject({ found: { checkout: true, status: true } });
    expect(events[3]).toMatchObject({ available: true });
    const { in_force } = await client.announcements();
    expect(
      in_force.filter((each) => events.some((event) => event.step === "pause" && event.adjustment === each.id)),
    ).toEqual([]);
  },
);

test("a failing step lifts what it paused", async () => {
  const client = clientOf();
  const broken = {
    ...client,
    quote: () => Promise.reject(new Error("no answer")),
  };
  await expect(playStory({ client: broken, pace: 0, emit: () => undefined })).rejects.toThrow("no answer");
  const { in_force } = await client.announcements();
  const closing = in_force.filter(({ kind }) => kind !== "inform");
  expect(closing.some((each) => each.reach.some((reach) => reach.offers.includes("qinghe-12")))).toBe(false);
});

test("the page plays it: paused, explained everywhere, another way taken, back", async () => {
  const { page, trouble, close } = await demo.visit({ screen: "desk" });
  await page.goto(`${demo.url}/demo`);
  const checkout = () => page.frameLocator("#checkout-pane").locator("fenqi-checkout");
  const status = () => page.frameLocator("#status-pane").locator("#main");

  await page.locator("[data-go=next]").click();
  const explanation = "暂不可用：支付连接正在按计划升级。已有分期不受影响";
  await checkout().getByText(explanation).waitFor({ timeout: 3_000 });
  await status().getByText(explanation).first().waitFor({ timeout: 3_000 });

  await page.locator("[data-go=next]").click();
  await page.locator("#strip[data-position='2']").waitFor();
  expect(await page.locator(".places .good").count()).toBe(3);

  await page.locator("[data-go=next]").click();
  await checkout().locator('input[value="yunshan-12"]:checked').waitFor({ timeout: 3_000 });

  await page.locator("[data-go=next]").click();
  await checkout().locator('input[value="qinghe-12"]:checked').waitFor({ timeout: 3_000 });
  await status().getByText("确认付款不再跳转页面，少一步").first().waitFor({ timeout: 3_000 });
  expect(await page.locator(".places .good").count()).toBe(3);
  await expectAccessible(page);

  await page.locator("[data-go=previous]").click();
  await checkout().getByText(explanation).waitFor({ timeout: 3_000 });
  await page.locator("#story").selectOption("incident");
  await page.locator("#strip[data-position='0']").waitFor();
  await checkout().locator('input[value="qinghe-12"]:checked').waitFor({ timeout: 3_000 });
  expect(trouble).toEqual([]);
  await close();
});

test("play runs to the end by itself", async () => {
  const { page, close } = await demo.visit({ screen: "desk", lang: "en" });
  await page.goto(`${demo.url}/demo`);
  await page.locator("[data-go=speed]").click();
  await page.locator("[data-go=play]").click();
  await page.locator("#strip[data-position='4']").waitFor({ timeout: 20_000 });
  expect(await page.locator("[data-go=play]").textContent()).toContain("Play again");
  await close();
});

test("without a script the same buttons are forms, and a phone holds it all", async () => {
  const { page, close } = await demo.visit({ script: false });
  await page.goto(`${demo.url}/demo`);
  await page.locator("[data-go=play]").click();
  await page.locator("#strip[data-position='1']").waitFor();
  await expectNoSideways(page);
  await page.locator("[data-go=previous]").click();
  await page.locator("#strip[data-position='0']").waitFor();
  await close();
});
