import { CHECKOUT_WORDS } from "@fenqi/words/checkout";
import { clock } from "@fenqi/words/dates";
import { money } from "@fenqi/words/money";
import { fullTitle } from "@fenqi/words/ways";
import { html, type TemplateResult } from "lit/html.js";
import { askOption, askQuote } from "./ask.ts";
import { isFree } from "./model/arrange.ts";
import type { Option, Quote } from "./quote.ts";
import { SettingElement } from "./setting.ts";
import { base, list, tokens } from "./styles.ts";
import { reviews } from "./view/pay.ts";
import { type Notice, optionOf, type View } from "./view/view.ts";
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
 * `{cart, quote?, selected?, detail?, agreements?}`; with a quote there, nothing is asked at first.
 * Fires `fenqi-select {option}`, `fenqi-confirm` ({@link Confirmation}), `fenqi-notify {offers}`, `fenqi-help {offer}`;
 * where the page does not cancel them and `action` is set, the form is sent there.
 */
export class FenqiCheckout extends SettingElement {
  #notices: readonly Notice[] = [];
  #failed = false;
  #slow = false;
  #said = "";
  #asked = 0;
  #saying = 0;
  #more: Partial<typeof import("./more.ts")> | undefined;

  constructor() {
    super();
    this.wear(tokens, base, list);
    const { root } = this;
    root.addEventListener("change", (event) => {
      const { name, value } = event.target as HTMLInputElement;
      if (name === "option") this.select(value);
    });
    root.addEventListener("submit", (event) => this.#submitted(event as SubmitEvent));
  }

  get selected(): string | undefined {
    return this.data.selected;
  }

  protected override started(): void {
    // What the shopper chose before the script came stays chosen.
    const drawn = this.root.querySelector<HTMLInputElement>("input[name=option]:checked");
    if (drawn) this.set({ selected: drawn.value });
    // Asked for beside the quote, so the list is whole when it comes. Should that script fail, the ways still stand.
    import("./more.ts")
      .catch(() => ({}))
      .then((more) => {
        this.#more = more;
        this.draw();
      });
    if (this.quote) this.#open();
    else this.refresh();
  }

  /** Chooses an option of the quote, as a tap on its row would. */
  select(option: string): void {
    if (!this.quote || !optionOf(this.quote, option) || option === this.selected) return;
    this.#notices = [];
    this.set({ selected: option });
    this.tell("fenqi-select", { option });
    this.#open();
    const { quote, speaks: locale } = this;
    const w = CHECKOUT_WORDS[locale];
    const chosen = optionOf(quote, option) as Option;
    const total = chosen.total === null ? w.bankPrices : money(chosen.total, quote.currency, locale);
    this.#say(w.chosen(fullTitle(chosen, locale, isFree(chosen)), total));
  }

  /** Asks again. The cart and, where it still stands, the choice are kept; a choice that is gone is told at once. */
  async refresh(): Promise<void> {
    const { cart } = this;
    if (!cart) return;
    const asked = ++this.#asked;
    const patience = setTimeout(() => {
      this.#slow = true;
      this.draw();
    }, SLOW_MS);
    this.#failed = false;
    const quote = await askQuote(this.shop, { cart, ...this.question }).catch(() => undefined);
    clearTimeout(patience);
    if (asked !== this.#asked) return;
    this.#slow = false;
    if (quote) this.#accept(quote);
    else this.#fail();
  }

  #accept(quote: Quote): void {
    const { quote: before, selected } = this.data;
    const w = CHECKOUT_WORDS[this.speaks];
    if (selected && !optionOf(quote, selected)) {
      this.#notices = [{ kind: "alert", text: w.gone }];
      this.set({ quote, selected: undefined, detail: undefined });
      this.draw().then(() => this.root.querySelector<HTMLElement>(".alert")?.focus());
      return;
    }
    this.set({ quote });
    if (before?.catalogue_version === quote.catalogue_version) return;
    this.#notices = [];
    if (before) this.#say(w.updated(clock(quote.created_at, this.setting.zone, this.speaks)));
    this.#open(true);
  }

  /** Without a quote the page's other ways still work; with one, it stands with its time. */
  #fail(): void {
    const { quote } = this;
    const w = CHECKOUT_WORDS[this.speaks];
    this.#failed = !quote;
    if (quote)
      this.#notices = [
        { kind: "info", text: w.stale(clock(quote.created_at, this.setting.zone, this.speaks)), retry: w.retry },
      ];
    this.draw();
  }

  /** What stands under the chosen row: its rows and whole disclosure. Without an answer it stands without them. */
  async #open(again = false): Promise<void> {
    const { quote, selected, detail } = this.data;
    const option = quote && optionOf(quote, selected);
    if (!option || option.total === null) return;
    if (!again && detail?.schedule && detail.id === selected) return;
    const whole = await askOption(this.shop, quote.token, option.id).catch(() => undefined);
    if (!whole || this.selected !== whole.id) return;
    this.set({ detail: whole });
    await this.draw();
    this.#more?.fill?.(this.root);
  }

  #submitted(event: SubmitEvent): void {
    const { name, value } = event.submitter as HTMLButtonElement;
    const told =
      name === "notify"
        ? this.tell("fenqi-notify", { offers: value.split(" ") })
        : name === "ask" && this.tell("fenqi-help", { offer: value });
    if (told && this.hasAttribute("action")) return;
    event.preventDefault();
    if (name === "retry") this.refresh();
    if (name === "step") this.#confirm();
    if (name === "use") this.#use(value);
  }

  async #use(option: string): Promise<void> {
    this.select(option);
    await this.draw();
    const radio = this.root.querySelector<HTMLElement>(`input[value="${CSS.escape(option)}"]`);
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
    const { detail } = this.data;
    const [sheets, whole] = await Promise.all([
      import("./sheets/index.ts"),
      detail?.id === option.id ? detail : askOption(this.shop, quote.token, option.id),
    ]).catch(() => []);
    if (!sheets || !whole) return this.#fail();
    const read = await sheets.openReview(this.root, this.#view(quote), whole);
    if (read !== undefined) this.#commit(read);
  }

  #commit(readSeconds: number): void {
    const { quote, selected } = this;
    if (!quote || !selected) return;
    const confirmation: Confirmation = { token: quote.token, option: selected, read_seconds: readSeconds };
    if (!this.tell("fenqi-confirm", confirmation) || !this.hasAttribute("action")) return;
    const form = this.root.querySelector("form") as HTMLFormElement;
    for (const [name, value] of [
      ["step", "confirm"],
      ["read_seconds", String(readSeconds)],
    ] as const) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      form.append(field);
    }
    form.submit();
  }

  #say(text: string): void {
    clearTimeout(this.#saying);
    this.#saying = window.setTimeout(() => {
      this.#said = text;
      this.draw();
    }, STATUS_MS);
  }

  #view(quote: Quote): View {
    const { selected, detail, agreements } = this.data;
    return {
      ...this.setting,
      words: CHECKOUT_WORDS[this.speaks],
      helpHours: this.attribute("help-hours"),
      replyHours: this.attribute("reply-hours"),
      agreements,
      quote,
      selected,
      detail,
      notices: this.#notices,
      ...this.#more,
    };
  }

  protected override drawn(): void {
    for (const radio of this.root.querySelectorAll<HTMLInputElement>("input[name=option]")) {
      radio.checked = radio.value === this.selected;
    }
  }

  protected override render(): TemplateResult | undefined {
    const { quote } = this;
    // What the server drew stays until it can be drawn whole.
    if (quote && !this.#more && this.root.querySelector("form")) return undefined;
    const lang = this.speaks;
    const w = CHECKOUT_WORDS[lang];
    return html`${
      quote
        ? ways(this.#view(quote))
        : this.#failed
          ? html`<form class="page" lang=${lang}>${notice({ kind: "alert", text: w.error, retry: w.retry })}</form>`
          : skeleton(w.loading, this.#slow ? w.slow : undefined, lang)
    }<p class="sr" role="status" lang=${lang}>${this.#said}</p>`;
  }
}
