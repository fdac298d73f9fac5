/** The two languages of every screen. 中文 is written first. */
export type Locale = "zh-CN" | "en";
