import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fixtureAdjustment } from "../testing/fixture.ts";
import { anyPlace, START_MS, type TestPlace } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";
import { main } from "./main.ts";
import { keptFile, withKeptLinks } from "./status-files.ts";

let place: TestPlace;
let server: TestServer;
const folder = mkdtempSync(path.join(tmpdir(), "fenqi-status-"));

beforeAll(async () => {
  place = await anyPlace();
  server = await testServer(place, { pages: true });
}, START_MS);
afterAll(async () => {
  await server.close();
  await place.drop();
  rmSync(folder, { recursive: true });
});

test.each([
  ["/status?kept=1&lang=zh-CN", "status/index.html"],
  ["/status?lang=en", "status/en/index.html"],
  ["/status/adj_1?lang=en", "status/en/adj_1/index.html"],
  ["/status/feed.rss", "status/feed.rss"],
  ["/assets/shell-x.css", "assets/shell-x.css"],
  ["/status/../../etc/passwd", undefined],
  ["/status/%2e%2e%2fx", undefined],
  ["/checkout", undefined],
])("%s is kept as %s", (address, file) => {
  expect(keptFile(address)).toBe(file);
});

test("links lead to files, in the page's language unless they name another", () => {
  const page = '<a href="/status/adj_1">a</a><a href="/status?kept=1&amp;lang=zh-CN">中文</a><a href="/">shop</a>';
  expect(withKeptLinks(page, "/status?lang=en")).toBe(
    '<a href="/status/en/adj_1/">a</a><a href="/status/">中文</a><a href="/">shop</a>',
  );
});

test("the status is kept whole: every page and feed, what they load, and nothing that asks a server", async () => {
  const { json } = await server.ask("POST", "/v1/adjustments", {
    ...fixtureAdjustment,
    back: { kind: "update_by", by: "2100-01-01T00:00:00.000Z" },
  });
  const { id } = json.adjustment;
  let said = "";
  const code = await main(["status", "export", folder], {
    env: { FENQI_URL: server.url },
    now: () => new Date(),
    fetch,
    out: (text) => {
      said += text;
    },
    err: () => {},
  });
  expect([code, said.includes(folder)]).toEqual([0, true]);
  const files = readdirSync(folder, { recursive: true }).map(String);
  expect(files).toEqual(expect.arrayContaining(["status/index.html", `status/en/${id}/index.html`, "status/feed.ics"]));
  const page = readFileSync(path.join(folder, "status/en/index.html"), "utf8");
  expect(page).toContain(fixtureAdjustment.explanation.en);
  expect(page).not.toContain("<form");
  for (const [, link] of page.matchAll(/(?:href|src)="\/([^"#]*)"/g)) {
    const file = link!.endsWith("/") ? `${link}index.html` : link!;
    expect(files).toContain(file);
  }
});
