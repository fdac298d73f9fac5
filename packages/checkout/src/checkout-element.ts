import { CHECKOUT_WORDS, clock, fullTitle, money } from "@fenqi/words";
import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { askOption, askQuote } from "./ask.ts";
import { isFree } from "./model/arrange.ts";
import type { Option, Quote } from "./quote.ts";
import { SettingElement } from "./setting.ts";
import { base, list, tokens } from "./styles.ts";
import { reviews } from "./view/pay.ts";
import { type Agreement, type Notice, optionOf, type View } from "./view/view.ts";
import { notice, skeleton, ways } from "./view/ways.ts";

const SLOW_MS = 3_000;
const STATUS_MS = 500;

/** What `fenqi-confirm` says: enough for the server to decide. */
export interface Confirmation {
  readonly token: string;
  readonly option: string;
  readonly read_seconds: number;
}

/**
 * `<fenqi-checkout src key market channel locale>`: every way to pay a cart, its true cost, and why a way is missing.
 *
 * The cart is the `cart` property or attribute, or stands in a `<script type="application/json">` child as
 * `{cart, quote?, selected?, detail?}`; with a quote there, nothing is asked at first.
 * Fires `fenqi-select {option}`, `fenqi-confirm` ({@link Confirmation}), `fenqi-notify {offers}`, `fenqi-help {offer}`;
 * where the page does not cancel them and `action` is set, the form is sent there.
 */
export class FenqiCheckout extends SettingElement {
  static override styles = [tokens, base, list];
  static override properties: PropertyDeclarations = {
    action: {},
    helpHours: { attribute: "help-hours" },
    replyHours: { attribute: "reply-hours" },
    agreements: { type: Array },
    selected: { attribute: false },
    detail: { attribute: false },
    notices: { state: true },
    failed: { state: true },
    slow: { state: true },
    said: { state: true },
  };
  declare action: string | undefined;
  declare helpHours: string | undefined;
  declare replyHours: string | undefined;
  declare agreements: readonly Agreement[] | undefined;
  declare selected: string | undefined;
  declare detail: Option | undefined;
  declare notices: readonly Notice[];
  declare failed: boolean;
  declare slow: boolean;
  declare said: string;
  #asked = 0;
  #saying = 0;

  protected override started(): void {
    if (this.quote) this.#detail();
    else if (this.cart) this.refresh();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    // What the shopper chose before the script arrived stays chosen.
    const drawn = this.shadowRoot?.querySelector<HTMLInputElement>("input[name=option]:checked");
    if (drawn) this.selected = drawn.value;
    const root = super.createRenderRoot();
    root.addEventListener("change", (event) => {
      const { name, value } = event.target as HTMLInputElement;
      if (name === "option") this.select(value);
    });
    root.addEventListener("submit", (event) => this.#submitted(event as SubmitEvent));
    return root;
  }

  /** Chooses an option of the quote, as a tap on its row would. */
  select(option: string): void {
    if (!optionOf(this.quote as Quote, option) || option === this.selected) return;
    this.selected = option;
    this.notices = [];
    this.tell("fenqi-select", { option });
    this.#detail();
    const { words: w, quote, locale } = this.#view;
    const chosen = optionOf(quote, option) as Option;
    const total = chosen.total === null ? w.bankPrices : money(chosen.total, quote.currency, locale);
    this.#say(w.chosen(fullTitle(chosen, locale, isFree(chosen)), total));
  }

  /** Asks again. The cart and, where it still stands, the choice are kept; a choice that is gone is told at once. */
  async refresh(): Promise<void> {
    if (!this.cart) return;
    const asked = ++this.#asked;
    const patience = setTimeout(() => {
      this.slow = true;
    }, SLOW_MS);
    this.failed = false;
    try {
      const { market, channel, cart } = this;
      const quote = await askQuote(this.shop, { cart, market, channel, locale: this.speaks });
      if (asked === this.#asked) this.#accept(quote);
    } catch {
      if (asked === this.#asked) this.#failed();
    } finally {
      clearTimeout(patience);
      if (asked === this.#asked) this.slow = false;
    }
  }

  #accept(quote: Quote): void {
    const before = this.quote;
    this.quote = quote;
    const w = CHECKOUT_WORDS[this.speaks];
    if (this.selected && !optionOf(quote, this.selected)) {
      this.selected = undefined;
      this.detail = undefined;
      this.notices = [{ kind: "alert", text: w.gone }];
      this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(".notice.alert")?.focus());
      return;
    }
    if (before?.catalogue_version !== quote.catalogue_version) {
      if (before) this.#say(w.updated(clock(quote.created_at, this.zone, this.speaks)));
      this.notices = [];
      this.#detail(true);
    }
  }

  #failed(): void {
    const w = CHECKOUT_WORDS[this.speaks];
    if (!this.quote) this.failed = true;
    else this.notices = [{ kind: "info", text: w.stale(clock(this.quote.created_at, this.zone, this.speaks)), retry: w.retry }];
  }

  /** The rows and the whole disclosure of what is chosen. Without an answer the row stands without them. */
  async #detail(again = false): Promise<void> {
    const { quote, selected } = this;
    const option = quote && optionOf(quote, selected);
    if (!quote || !option || option.total === null) return;
    if (!again && this.detail?.schedule && this.detail.id === selected) return;
    const whole = await askOption(this.shop, quote.token, option.id).catch(() => undefined);
    if (whole && this.selected === whole.id) {
      this.detail = whole;
      await this.updateComplete;
      this.#fill();
    }
  }

  /** The segments fill from left to right, once. */
  #fill(): void {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    this.renderRoot.querySelectorAll(".open .p").forEach((part, index) => {
      part.animate({ opacity: [0, 1] }, { duration: 160, delay: index * 20, fill: "backwards" });
    });
  }

  #submitted(event: SubmitEvent): void {
    const { name, value } = event.submitter as HTMLButtonElement;
    const told =
      name === "notify"
        ? this.tell("fenqi-notify", { offers: value.split(" ") })
        : name === "ask" && this.tell("fenqi-help", { offer: value });
    if (told && this.action) return;
    event.preventDefault();
    if (name === "retry") this.refresh();
    if (name === "step") this.#confirm();
    if (name === "use") this.#use(value);
  }

  async #use(option: string): Promise<void> {
    this.select(option);
    await this.updateComplete;
    const radio = this.renderRoot.querySelector<HTMLElement>(`input[value="${CSS.escape(option)}"]`);
    radio?.closest("details")?.setAttribute("open", "");
    radio?.focus();
  }

  /** The review sheet first, where the rules ask for one. An expired quote is asked again before it is committed to. */
  async #confirm(): Promise<void> {
    if (this.quote && Date.parse(this.quote.expires_at) < Date.now()) await this.refresh();
    const { quote } = this;
    const option = quote && optionOf(quote, this.selected);
    if (!quote || !option) return;
    if (!reviews(option)) return this.#commit(0);
    const [{ openReview }, whole] = await Promise.all([
      import("./sheets/index.ts"),
      this.detail?.id === option.id ? this.detail : askOption(this.shop, quote.token, option.id),
    ]).catch(() => [{ openReview: undefined }, undefined] as const);
    if (!openReview || !whole) return this.#failed();
    const read = await openReview(this.renderRoot as ShadowRoot, this.#view, whole);
    if (read !== undefined) this.#commit(read);
  }

  #commit(readSeconds: number): void {
    const { quote, selected } = this;
    if (!quote || !selected) return;
    const confirmation: Confirmation = { token: quote.token, option: selected, read_seconds: readSeconds };
    if (!this.tell("fenqi-confirm", confirmation) || !this.action) return;
    const form = this.renderRoot.querySelector("form") as HTMLFormElement;
    for (const [name, value] of [["step", "confirm"], ["read_seconds", String(readSeconds)]] as const) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      form.append(field);
    }
    form.submit();
  }

  #say(text: string): void {
    clearTimeout(this.#saying);
    this.#saying = window.setTimeout(() => {
      this.said = text;
    }, STATUS_MS);
  }

  get #view(): View {
    const { helpHours, replyHours, action, agreements, quote, selected, detail, notices } = this;
    const words = CHECKOUT_WORDS[this.speaks];
    return { ...this.setting, words, helpHours, replyHours, action, agreements, quote: quote as Quote, selected, detail, notices };
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has("selected") && !changed.has("quote")) return;
    for (const radio of this.renderRoot.querySelectorAll<HTMLInputElement>("input[name=option]")) {
      radio.checked = radio.value === this.selected;
    }
  }

  protected override render(): TemplateResult {
    const w = CHECKOUT_WORDS[this.speaks];
    return html`${
      this.quote
        ? ways(this.#view)
        : this.failed
          ? html`<form class="page" lang=${this.speaks}>${notice({ kind: "alert", text: w.error, retry: w.retry })}</form>`
          : skeleton(w.loading, this.slow ? w.slow : undefined, this.speaks)
    }<p class="sr" role="status" lang=${this.speaks}>${this.said}</p>`;
  }
}
