import { createClient } from "@fenqi/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Demo, expectAccessible, openDemo } from "./demo-browser.ts";

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

const as = (role: string) => createClient({ baseUrl: demo.url, key: `sk_test_${role}` });
const WORDS = { "zh-CN": "资金方条款调整，本方案暂停", en: "Paused while the lender changes its terms" };
const BETTER = { "zh-CN": "手续费更低", en: "A lower fee" };
const OFFER = "qinghe-12";
const patience = { timeout: 20_000, interval: 300 };

type Letter = Awaited<ReturnType<ReturnType<typeof createClient>["outbox"]>>["items"][number];

/** The letter that comes, which was not among `before`. */
async function letterOf(template: string, before: readonly Letter[]): Promise<Letter> {
  const find = async () =>
    (await outbox()).find((one) => one.template === template && !before.some(({ id }) => id === one.id));
  await expect.poll(find, patience).toBeDefined();
  return (await find())!;
}
const outbox = async () => (await as("demo").outbox()).items;
/** The letter's link, at the port that this demo took. */
const linkIn = ({ text }: Letter) => demo.url + /https?:\/\/[^/\s]+(\/\S+token=\S+)/.exec(text)![1]!;

test("a way is paused by two people, told everywhere, waited for, asked about, and comes back by steps", async () => {
  const before = await outbox();
  const { page, trouble, close } = await demo.visit();
  const checkout = page.locator("fenqi-checkout");
  const radio = checkout.locator(`input[value="${OFFER}"]`);
  const lookAgain = async () => {
    await page.goto(`${demo.url}/checkout`);
    await checkout.locator("input[type=radio]").first().waitFor();
    return radio.count();
  };

  // A reader subscribes on the status page, and confirms by the letter.
  await as("demo").subscribe({ components: ["all"], channel: "email", address: "reader@example.com", locale: "zh-CN" });
  await page.goto(linkIn(await letterOf("confirm", before)));
  await page.locator("main button").first().click();

  await page.goto(`${demo.url}/p/yuanshan-5`);
  await page.getByRole("button", { name: "加入购物车" }).click();
  expect(await lookAgain()).toBe(1);

  // Drafted, simulated against what was asked for, explained, approved by a second person, applied.
  const operator = as("operator");
  const { adjustment } = await operator.draft({
    kind: "suspend",
    cause: "partner_terms",
    scope: { offer: OFFER },
    back: { kind: "at", at: new Date(Date.now() + 86_400_000).toISOString() },
    explanation: WORDS,
    alternatives: "auto",
    compensation: {
      kind: "voucher",
      amount: 3_000,
      currency: "CNY",
      budget: 30_000,
      valid_until: new Date(Date.now() + 30 * 86_400_000).toISOString(),
      audience: "missed_way",
    },
    ramp: { steps: [500_000, 1_000_000].map((share_ppm) => ({ share_ppm, dwell_minutes: 60 })) },
  });
  const { id } = adjustment;
  const period = {
    from: new Date(Date.now() - 3_600_000).toISOString(),
    until: new Date(Date.now() + 1_000).toISOString(),
  };
  const simulated = await operator.simulateAdjustment(id, period);
  await expect.poll(async () => (await operator.simulation(simulated.id)).state, patience).toBe("done");
  await operator.submit(id);
  await expect(operator.approve(id)).rejects.toMatchObject({ status: 403 });
  await as("approver").approve(id);
  expect(await lookAgain()).toBe(1);
  expect((await operator.apply(id)).state).toBe("active");

  // Checkout, status page, its own page, feed and mail say the same.
  expect(await lookAgain()).toBe(0);
  await checkout.getByText(WORDS["zh-CN"]).first().waitFor();
  const letter = await letterOf("adjustment", before);
  expect(letter.text).toContain(WORDS["zh-CN"]);
  expect(await (await fetch(`${demo.url}/status/feed.rss?lang=en`)).text()).toContain(WORDS.en);
  for (const path of ["/status", `/status/${id}`]) {
    await page.goto(demo.url + path);
    await page.getByText(WORDS["zh-CN"]).first().waitFor();
  }
  await expectAccessible(page);

  // The shopper waits for it: a form, a letter, a confirmation.
  const sofar = await outbox();
  await page.goto(`${demo.url}/help?wish=1&offer=${OFFER}`);
  const code = (await page.locator("main strong.mono").textContent())!;
  await page.getByRole("textbox").fill("lin@example.com");
  await page.locator("form.reminder button").click();
  await page.getByRole("heading").first().waitFor();
  await page.goto(linkIn(await letterOf("confirm", sofar)));
  await page.locator("main button").first().click();

  // Support sees what the shopper saw.
  const seen = await as("support").findQuote(code);
  const way = seen.missing.find(({ offer }) => offer === OFFER)!;
  expect(way).toMatchObject({ adjustment: id, causes: [{ explanation: { text: WORDS["zh-CN"] } }] });

  // Who missed it gets a voucher, approved by two people; the cart has it with one tap, and it is used once.
  const granted = await operator.compensate({ adjustment: id });
  await operator.submitCompensation(granted.id);
  await as("approver").approveCompensation(granted.id);
  await expect.poll(async () => (await operator.compensation(granted.id)).state, patience).toBe("granted");
  await page.goto(`${demo.url}/cart`);
  const total = () => page.locator("main").textContent();
  expect(await total()).not.toContain("-¥30.00");
  await page.getByRole("button", { name: /¥30\.00/ }).click();
  await expect.poll(total, patience).toContain("-¥30.00");

  // Back by steps, better than before; who waited hears it once.
  expect((await operator.lift(id, { terms: "same", better: BETTER })).state).toBe("ramping");
  expect((await operator.advance(id)).state).toMatch(/ramping|lifted/);
  if ((await operator.adjustment(id)).state === "ramping") await operator.lift(id);
  expect((await operator.adjustment(id)).state).toBe("lifted");
  expect(await lookAgain()).toBe(1);
  expect((await letterOf("back", before)).to).toContain("@example.com");
  await page.goto(`${demo.url}/status/${id}`);
  await page.getByText(BETTER["zh-CN"]).first().waitFor();
  expect(trouble).toEqual([]);
  await close();
}, 120_000);
