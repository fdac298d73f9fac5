import { type Locale, localeOf } from "@fenqi/words";
import { LitElement, type PropertyDeclarations } from "lit";
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

/** What both elements are told by attributes: the shop, the market, the language. */
export class SettingElement extends LitElement {
  static override properties: PropertyDeclarations = {
    src: {},
    key: {},
    market: {},
    channel: {},
    locale: {},
    zone: {},
    store: {},
    cart: { type: Object },
    quote: { attribute: false },
  };
  declare src: string;
  declare key: string;
  declare market: string;
  declare channel: string;
  declare locale: string | undefined;
  declare zone: string;
  declare store: string | undefined;
  declare cart: Cart | undefined;
  declare quote: Quote | undefined;

  constructor() {
    super();
    this.src = "";
    this.key = "";
    this.market = "CN";
    this.channel = "web";
    this.zone = "Asia/Shanghai";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const start = () => {
      const script = this.querySelector(":scope > script[type='application/json']");
      if (script) Object.assign(this, JSON.parse(script.textContent) as Embedded);
      this.started();
    };
    // While the page is still being read, the embedded data may not be there yet.
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", start, { once: true });
    else start();
  }

  /** Called once the page's data is in. */
  protected started(): void {}

  /** Markup that the server drew gives way to the same, drawn here. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    this.shadowRoot?.replaceChildren();
    return super.createRenderRoot();
  }

  protected get shop(): Shop {
    return { base: this.src, key: this.key };
  }

  protected get speaks(): Locale {
    return localeOf(this.locale ?? this.closest<HTMLElement>("[lang]")?.lang);
  }

  protected get setting(): Setting {
    return { locale: this.speaks, zone: this.zone, store: this.store, cart: this.cart };
  }

  /** Fires an event that leaves the element; false when the page takes over what would follow. */
  protected tell(name: string, detail: unknown): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }
}
