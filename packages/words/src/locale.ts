/** The languages that every screen and mail speaks. 中文 is written first. */
export type Locale = "zh-CN" | "en";

/** `Intl` tags: money as English readers everywhere write it, dates and lists with the day first and no Oxford comma. */
export const MONEY_TAG: Record<Locale, string> = { "zh-CN": "zh-CN", en: "en" };
export const DATE_TAG: Record<Locale, string> = { "zh-CN": "zh-CN", en: "en-GB" };

/** The language to speak for a tag that a browser or a page names; Chinese unless it asks for English. */
export function localeOf(tag: string | null | undefined): Locale {
  return /^en\b/i.test(tag ?? "") ? "en" : "zh-CN";
}

/** A formatter per key, made once: constructing one costs a thousand times what using it does. */
export function cached<F>(make: (key: string) => F): (key: string) => F {
  const made = new Map<string, F>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(key);
    made.set(key, fresh);
    return fresh;
  };
}
