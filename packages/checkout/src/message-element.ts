import type { PropertyDeclarations, TemplateResult } from "lit";
import { askQuote } from "./ask.ts";
import { SettingElement } from "./setting.ts";
import { base, messageStyle, tokens } from "./styles.ts";
import { message } from "./view/message.ts";

/**
 * `<fenqi-message src key market channel locale cart href>`: one reserved line on a product page, and the compare sheet behind it.
 *
 * Fires `fenqi-select {option}` when a way is picked in the sheet. Without a script the link leads to `href`.
 */
export class FenqiMessage extends SettingElement {
  static override styles = [tokens, base, messageStyle];
  static override properties: PropertyDeclarations = { href: {} };
  declare href: string | undefined;

  protected override started(): void {
    if (!this.quote) this.refresh();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.addEventListener("click", (event) => {
      if (!(event.target as Element).closest(".act") || !this.quote) return;
      event.preventDefault();
      this.compare();
    });
    return root;
  }

  /** Asks again; without an answer the line keeps what it said. */
  async refresh(): Promise<void> {
    const { cart, market, channel } = this;
    if (!cart) return;
    this.quote = await askQuote(this.shop, { cart, market, channel, locale: this.speaks }).catch(() => this.quote);
  }

  /** Opens the compare sheet. */
  async compare(): Promise<void> {
    if (!this.quote) return;
    const { openCompare } = await import("./sheets/index.ts");
    const option = await openCompare(this.renderRoot as ShadowRoot, this.setting, this.quote, this.shop);
    if (option) this.tell("fenqi-select", { option });
  }

  protected override render(): TemplateResult {
    return message(this.setting, this.quote, this.href);
  }
}
