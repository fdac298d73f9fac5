/** Brings the row that the story is about into view, inside the checkout of the demo. */

const offer = new URLSearchParams(location.search).get("about");
const checkout = document.querySelector("fenqi-checkout");

function find(): Element | undefined {
  const root = checkout?.shadowRoot;
  if (!root || !offer) return undefined;
  const chosen = root.querySelector(`input[name=option][value="${CSS.escape(offer)}"]`);
  const missing = [...root.querySelectorAll<HTMLButtonElement>("button[name=notify]")].find((button) =>
    button.value.split(" ").includes(offer),
  );
  return chosen?.closest(".way") ?? missing?.closest("li") ?? undefined;
}

/** The element draws itself anew once its script runs; wait for the row, for a second at most. */
function reveal(left: number): void {
  const row = find();
  if (row) row.scrollIntoView({ block: "center" });
  else if (left > 0) setTimeout(() => reveal(left - 1), 50);
}

void customElements.whenDefined("fenqi-checkout").then(() => requestAnimationFrame(() => reveal(20)));
