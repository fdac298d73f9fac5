/** Has the checkout ask again a moment after it stands, on the pages that show what becomes of a choice then. */

const WAIT_MS = 1_200;
const checkout = document.querySelector<HTMLElement & { refresh(): Promise<void> }>("fenqi-checkout");

if (document.body.classList.contains("asks-again")) {
  void customElements.whenDefined("fenqi-checkout").then(() => setTimeout(() => void checkout?.refresh(), WAIT_MS));
}
