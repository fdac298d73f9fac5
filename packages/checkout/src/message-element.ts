import type { TemplateResult } from "lit/html.js";
import { askQuote } from "./ask.ts";
import { SettingElement } from "./setting.ts";
import { base, messageStyle, tokens } from "./styles.ts";
import { message } from "./view/message.ts";

/**
 * `<fenqi-message src key market channel locale cart href resale>`: one reserved line on a product page, and the compare sheet
 * behind it, which starts from `resale` (minor units), what the goods are thought to sell for later.
 *
 * Fires `fenqi-select {option}` when a way is picked in the sheet. Without a script the link leads to `href`.
 */
export class FenqiMessage extends SettingElement {
  constructor() {
    super();
    this.wear(tokens, base, messageStyle);
    this.root.addEventListener("click", (event) => {
      if (!(event.target as Element).closest(".act") || !this.quote) return;
      event.preventDefault();
      this.compare();
    });
  }

  protected override started(): void {
    if (!this.quote) this.refresh();
  }

  /** Asks again; without an answer the line keeps what it said. */
  async refresh(): Promise<void> {
    const { cart } = this;
    if (cart) this.quote = await askQuote(this.shop, { cart, ...this.question }).catch(() => this.quote);
  }

  /** Opens the compare sheet. */
  async compare(): Promise<void> {
    const { quote } = this;
    if (!quote) return;
    const resale = this.attribute("resale");
    const { openCompare } = await import("./sheets/compare.ts");
    const option = await openCompare(this.root, this.setting, quote, this.shop, resale ? Number(resale) : undefined);
    if (option) this.tell("fenqi-select", { option });
  }

  protected override render(): TemplateResult {
    return message(this.setting, this.quote, this.attribute("href"));
  }
}
