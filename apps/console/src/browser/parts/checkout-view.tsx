import type { Option, Quote } from "@fenqi/client";
import { useEffect, useRef } from "react";
import { locale as pageLocale } from "../locale.ts";

/** The checkout's own element, as shops load it: what it draws here is what a shopper sees. */
const ELEMENT = "/elements/fenqi-checkout.js";

interface CheckoutViewProps {
  /** The answer to draw; a token is not needed, since nothing is asked from here. */
  readonly quote: Omit<Quote, "token">;
  /** The option that is drawn as chosen. */
  readonly selected?: string | undefined;
  readonly zone: string;
  readonly store?: string;
  readonly locale?: "zh-CN" | "en";
  readonly label: string;
}

/** A quote as its shopper saw it, at 360 px: drawn by the same element as the checkout, for looking only. */
export function CheckoutView({ quote, selected, zone, store, locale = pageLocale, label }: CheckoutViewProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = place;
    const attributes = { locale, zone, ...(store ? { store } : {}), ...theme() };
    const detail = quote.options.find((option: Option) => option.id === selected);
    const data = { quote: { ...quote, token: "" }, ...(detail ? { selected, detail } : {}) };
    let gone = false;
    void import(ELEMENT).then(() => {
      if (gone || !current) return;
      const element = document.createElement("fenqi-checkout");
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      const script = document.createElement("script");
      script.type = "application/json";
      script.textContent = JSON.stringify(data);
      element.append(script);
      current.replaceChildren(element);
    });
    return () => {
      gone = true;
    };
  }, [quote, selected, zone, store, locale]);
  return (
    <figure className="checkout-view" aria-label={label}>
      <div ref={place} inert />
    </figure>
  );
}

function theme(): { theme?: string } {
  const { theme } = document.documentElement.dataset;
  return theme === "light" || theme === "dark" ? { theme } : {};
}
