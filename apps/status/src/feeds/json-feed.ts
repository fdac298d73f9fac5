import type { Feed } from "./entries.ts";

/** JSON Feed 1.1. */
export function jsonFeed({ title, locale, home, self, entries }: Feed): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title,
    language: locale,
    home_page_url: home,
    feed_url: self,
    items: entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      title: entry.title,
      content_text: entry.text,
      date_published: entry.at,
      _fenqi: { explanation: entry.explanation },
    })),
  });
}
