import { type ReactNode, useEffect } from "react";
import { locale, wordsOf } from "../locale.ts";
import { frameWords } from "../words/frame.ts";
import { Mark } from "./mark.tsx";

const words = wordsOf(frameWords);
const OTHER = locale === "en" ? "zh-CN" : "en";

/** A page for somebody who is not signed in: one narrow column and the other language. */
export function Outside({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Fenqi`;
  }, [title]);
  return (
    <main className="sign-in">
      <p className="sidebar-brand">
        <Mark />
        <span>Fenqi 分期</span>
      </p>
      <h1>{title}</h1>
      {children}
      <p>
        <a href={`?lang=${OTHER}${location.hash}`} lang={OTHER} hrefLang={OTHER}>
          {words.language}
        </a>
      </p>
    </main>
  );
}
