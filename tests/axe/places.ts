import { STATES } from "@fenqi/demo";
import type { Page } from "playwright-core";

/** A screen, and how it is reached by somebody who is signed in as the demo's admin. */
export interface Place {
  readonly name: string;
  readonly reach: (page: Page, url: string) => Promise<unknown>;
}

const at = (path: string): Place => ({ name: path, reach: (page, url) => page.goto(url + path) });

/** The first row of a list, opened. */
const first = (list: string): Place => ({
  name: `${list} › first`,
  async reach(page, url) {
    await page.goto(url + list);
    const link = page.locator("main tbody a, main .agent-queue a").first();
    await link.waitFor();
    await link.click();
    await page.waitForURL((address) => !address.href.endsWith(list));
  },
});

/** A page with a button of it pressed. */
const pressed = (path: string, selector: string): Place => ({
  name: `${path} › ${selector}`,
  async reach(page, url) {
    await page.goto(url + path);
    await page.locator(selector).first().click();
  },
});

const CONSOLE: readonly Place[] = [
  ...["/", "/partners", "/offers", "/rules", "/adjustments", "/adjustments/new"].map((path) => at(`/console${path}`)),
  first("/console/adjustments"),
  pressed("/console/adjustments", ".page-head .btn:not(.filled)"),
  at("/console/adjustments/compare?a=adj_xiqiao_fault&b=adj_shibei_upgrade"),
  at("/console/health"),
  at("/console/health?hours=2160"),
  at("/console/quotes"),
  first("/console/quotes"),
  at("/console/plans"),
  first("/console/plans"),
  at("/console/ledger"),
  first("/console/ledger"),
  at("/console/reconciliation"),
  first("/console/reconciliation"),
  at("/console/cases"),
  first("/console/cases"),
  ...[
    "/waitlist",
    "/compensation",
    "/compensation/new",
    "/audit",
    "/people",
    "/account",
    "/shoppers",
    "/webhooks",
    "/settings",
  ].map((path) => at(`/console${path}`)),
  {
    name: "/console/shoppers › found",
    async reach(page, url) {
      await page.goto(`${url}/console/shoppers`);
      await page.locator("input[name=ref]").fill("s_a417");
      await page.locator(".find-shopper button").click();
      await page.locator("table").waitFor();
    },
  },
  pressed("/console/", ".find"),
];

const SHOP: readonly Place[] = [
  at("/"),
  at("/p/yuanshan-5"),
  pressed("/p/yuanshan-5", "button[name=then][value=cart]"),
  pressed("/p/yuanshan-5", "button[name=then][value=checkout]"),
  ...["/compare", "/orders", "/help", "/plans", "/status", "/status/adj_xiqiao_fault"].map(at),
  ...["/status/banner", "/support", "/demo", "/demo/outbox", "/demo/states", "/docs"].map(at),
];

const known = new Set([...CONSOLE, ...SHOP].map(({ name }) => name));

/** Every page of the console and of the shop, and every state that the demo can show. */
export const PLACES: readonly Place[] = [
  ...SHOP,
  ...[...new Set(STATES.map(({ href }) => href))].filter((href) => !known.has(href)).map(at),
  ...CONSOLE,
];
