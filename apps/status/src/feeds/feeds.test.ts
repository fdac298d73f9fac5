import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { news, pause, record, words } from "../fixture/record.ts";
import type { Announcement } from "../record.ts";
import type { calendar } from "./calendar.ts";
import { FEEDS } from "./index.ts";

const ORIGIN = "https://pay.example";
const make = (file: string, of: Parameters<typeof calendar>[0], locale: "zh-CN" | "en" = "en") =>
  FEEDS[file]!.make(of, locale, ORIGIN);
const HOSTILE = `</description><script>alert(1)</script> & "quotes" ]]> \u0000\u000b\ud800`;
const hostile: Announcement = { ...pause, explanation: { ...pause.explanation, ...words(HOSTILE, HOSTILE) } };

/** Each feed as a public parser reads it: what its one entry says. */
const READ: { readonly [file: string]: (body: string) => { id?: unknown; text: string; explanation?: unknown }[] } = {
  "feed.rss": (body) =>
    (parseRssFeed(body).items ?? []).map((item) => ({
      id: item.guid?.value,
      text: `${item.title} ${item.description}`,
      explanation: item.categories?.[0]?.name,
    })),
  "feed.atom": (body) =>
    (parseAtomFeed(body).entries ?? []).map((entry) => ({
      id: entry.id,
      text: JSON.stringify([entry.title, entry.content]),
      explanation: entry.categories?.[0]?.term,
    })),
  "feed.json": (body) =>
    (parseJsonFeed(body).items ?? []).map((item) => ({
      id: item.id,
      text: `${item.title} ${item.content_text}`,
      explanation: ((e) => `${e.id}@${e.version}`)(JSON.parse(body).items[0]._fenqi.explanation),
    })),
};

describe.each(Object.keys(READ))("%s", (file) => {
  test.each(["zh-CN", "en"] as const)("is read by a public parser, in %s, with the one explanation", (locale) => {
    const entries = READ[file]!(make(file, record([pause]), locale));
    expect(entries).toHaveLength(1);
    expect(entries[0]!.text).toContain(pause.explanation[locale]);
    expect(entries[0]!.explanation).toBe("exp_1@1");
    expect(entries[0]!.id).toBe(`${ORIGIN}/status/adj_1#started-2026-11-20T02:00:00.000Z`);
  });

  test("hostile words break nothing and stay words", () => {
    const body = make(file, record([hostile]));
    expect(READ[file]!(body)).toHaveLength(1);
    if (file !== "feed.json") expect(body).not.toContain("<script");
    expect(/[^\P{Cc}\n]/u.test(body)).toBe(false);
  });

  test("says the same bytes while nothing changes", () => {
    const later = { ...record([pause]), as_of: "2026-11-22T03:00:00.000Z" };
    expect(make(file, later)).toBe(make(file, record([pause])));
  });
});

test("RSS shows a reader words, whether it takes them for HTML or not", () => {
  const [item] = parseRssFeed(make("feed.rss", record([hostile]))).items!;
  expect(item!.description).not.toContain("<script");
});

const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));

describe("the calendar", () => {
  test.each(["zh-CN", "en"] as const)("is read by a public library, in %s", (locale) => {
    const [event] = eventsOf(make("feed.ics", record([pause]), locale));
    expect(event!.uid).toBe("adj_1@hetian.fenqi");
    expect(event!.startDate.toJSDate().toISOString()).toBe(pause.starts_at);
    expect(event!.endDate.toJSDate().toISOString()).toBe("2026-11-24T02:00:00.000Z");
    expect(event!.description).toContain(pause.explanation[locale]);
  });

  test("an announcement that stands by itself is an event of its title", () => {
    const [event] = eventsOf(make("feed.ics", record([{ ...news, back: pause.back }])));
    expect(event!.summary).toBe(news.title!.en);
    expect(event!.description).toContain(news.explanation.en);
    expect(event!.endDate.toJSDate().toISOString()).toBe("2026-11-24T02:00:00.000Z");
  });

  test("a return changes the same event: the UID stays, the sequence rises, the end is the real one", () => {
    const lifted_at = "2026-11-23T05:00:00.000Z";
    const lifted: Announcement = {
      ...pause,
      state: "lifted",
      lifted_at,
      updates: [{ at: lifted_at, kind: "lifted", text: null }, ...pause.updates],
    };
    const [before] = eventsOf(make("feed.ics", record([pause])));
    const [after] = eventsOf(make("feed.ics", record([], [lifted])));
    expect(after!.uid).toBe(before!.uid);
    expect(after!.sequence).toBeGreaterThan(before!.sequence);
    expect(after!.endDate.toJSDate().toISOString()).toBe(lifted_at);
  });

  test("hostile words cannot begin a line of their own, and lines are folded at 75 octets", () => {
    const attack = words("x", "x\r\nEND:VEVENT\nBEGIN:VALARM,;\\");
    const body = make("feed.ics", record([{ ...pause, explanation: { ...pause.explanation, ...attack } }]), "en");
    expect(eventsOf(body)).toHaveLength(1);
    expect(body).not.toMatch(/^BEGIN:VALARM/m);
    const long = make("feed.ics", record([hostile, pause]), "zh-CN");
    for (const line of long.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });
});
