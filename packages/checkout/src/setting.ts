import { type Locale, localeOf } from "@fenqi/words/locale";
import { render, type TemplateResult } from "lit/html.js";
import type { Shop } from "./ask.ts";
import type { Cart, Option, Quote } from "./quote.ts";
import type { Agreement, Setting } from "./view/view.ts";

/** What a page may embed in `<script type="application/json">`, so that nothing is asked at first. */
export interface Embedded {
  readonly cart?: Cart;
  readonly quote?: Quote;
  readonly selected?: string;
  readonly detail?: Option;
  readonly agreements?: readonly Agreement[];
}

/**
 * What both elements share: the shop, the market and the language as attributes, and drawing with Lit's templates.
 *
 * Lit's renderer without LitElement: two elements with a handful of properties don't earn the other half of the script.
 */
export abstract class SettingElement extends HTMLElement {
  static observedAttributes = ["src", "key", "market", "channel", "locale", "zone", "store", "cart", "theme"];
  readonly root: ShadowRoot = this.shadowRoot ?? this.attachShadow({ mode: "open" });
  #data: Embedded = {};
  #drawing: Promise<void> | undefined;
  #own = false;

  /** Properties of their own, so that setting one draws again. */
  get cart(): Cart | undefined {
    const attribute = this.getAttribute("cart");
    return this.#data.cart ?? (attribute ? JSON.parse(attribute) : undefined);
  }
  set cart(cart: Cart | undefined) {
    this.set({ cart });
  }
  get quote(): Quote | undefined {
    return this.#data.quote;
  }
  set quote(quote: Quote | undefined) {
    this.set({ quote });
  }

  protected get data(): Embedded {
    return this.#data;
  }

  protected set(change: { readonly [K in keyof Embedded]: Embedded[K] | undefined }): void {
    this.#data = { ...this.#data, ...change } as Embedded;
    this.draw();
  }

  connectedCallback(): void {
    const start = () => {
      const script = this.querySelector(":scope > script[type='application/json']");
      if (script) this.#data = { ...JSON.parse(script.textContent), ...this.#data };
      this.started();
      this.draw();
    };
    // While the page is still being read, the embedded data may not be there yet.
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", start, { once: true });
    else start();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.draw();
  }

  /** Draws once for all changes of a turn. */
  draw(): Promise<void> {
    this.#drawing ??= Promise.resolve().then(() => {
      this.#drawing = undefined;
      const view = this.render();
      if (!view) return;
      // What the server drew gives way to the same, drawn here.
      if (!this.#own) this.root.replaceChildren();
      this.#own = true;
      render(view, this.root);
      this.drawn();
    });
    return this.#drawing;
  }

  protected abstract started(): void;
  /** Undefined while what stands there should stay: nothing, or what the server drew. */
  protected abstract render(): TemplateResult | undefined;
  protected drawn(): void {}

  protected wear(...styles: string[]): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles.join(""));
    this.root.adoptedStyleSheets = [sheet];
  }

  protected attribute(name: string): string | undefined {
    return this.getAttribute(name) ?? undefined;
  }

  protected get shop(): Shop {
    return { base: this.attribute("src") ?? "", key: this.attribute("key") ?? "" };
  }

  protected get question() {
    return {
      market: this.attribute("market") ?? "CN",
      channel: this.attribute("channel") ?? "web",
      locale: this.speaks,
    };
  }

  protected get speaks(): Locale {
    return localeOf(this.attribute("locale") ?? this.closest<HTMLElement>("[lang]")?.lang);
  }

  protected get setting(): Setting {
    const zone = this.attribute("zone") ?? "Asia/Shanghai";
    return {
      locale: this.speaks,
      zone,
      store: this.attribute("store"),
      cart: this.cart,
      action: this.attribute("action"),
    };
  }

  /** Fires an event that leaves the element; false when the page takes over what would follow. */
  tell(name: string, detail: unknown): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }
}
