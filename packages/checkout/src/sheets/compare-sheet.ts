import { COMPARE_WORDS } from "@fenqi/words/compare";
import { localeOf } from "@fenqi/words/locale";
import { exponentOf } from "@fenqi/words/money";
import { render } from "lit/html.js";
import { post, type Shop } from "../ask.ts";
import type { Comparison, Quote } from "../quote.ts";
import type { Setting } from "../view/view.ts";
import { compareStyle } from "./compare-styles.ts";
import { type Asked, compare } from "./compare-view.ts";
import { openDialog } from "./dialog.ts";
import { sheet } from "./styles.ts";

/** Lays all ways side by side, at first for 18 months and the page's resale value (minor units). Resolves with the option that was picked, if one was. */
export function openCompare(
  root: ShadowRoot,
  setting: Setting,
  quote: Quote,
  shop: Shop,
  resale?: number,
): Promise<string | undefined> {
  return openDialog<string>(root, "compare", [sheet, compareStyle], (dialog, close) => {
    const w = COMPARE_WORDS[localeOf(setting.locale)];
    let asked: Asked = resale === undefined ? { months: 18 } : { months: 18, resale };
    let shown: Comparison | undefined;
    let note = w.working;
    let latest = 0;
    const draw = () => {
      const width = Math.max(560, dialog.clientWidth - 64);
      render(compare(setting, quote, { asked, shown, note, width, close: () => close() }), dialog);
    };
    const ask = async (change: Asked) => {
      asked = change;
      const turn = ++latest;
      draw();
      const answer = await post<Comparison>(shop, "quotes/compare", { token: quote.token, ...asked }).catch(
        () => undefined,
      );
      if (turn !== latest) return;
      note = answer ? "" : w.failed;
      shown = answer ?? shown;
      if (answer) asked = { months: answer.months, resale: answer.resale };
      draw();
    };
    dialog.addEventListener("change", (event) => {
      const { name, value } = event.target as HTMLInputElement;
      if (name === "months") ask({ ...asked, months: Number(value) });
      const minor = Math.round(Number(value.replace(/[^\d.]/g, "")) * 10 ** exponentOf(quote.currency));
      if (name === "resale" && minor >= 0) ask({ ...asked, resale: minor });
    });
    dialog.addEventListener("submit", (event) => {
      event.preventDefault();
      const { name, value } = (event.submitter ?? {}) as HTMLButtonElement;
      if (name === "option") close(value);
    });
    const watch = new ResizeObserver(draw);
    watch.observe(dialog);
    ask(asked);
    return () => watch.disconnect();
  });
}
