/**
 * A modal sheet in the element's own tree: native `<dialog>`, so focus stays inside and returns, and Escape closes.
 * `open` draws into it and is given the way to close it; resolves with what it was closed with.
 */
export function openDialog<T>(
  root: ShadowRoot,
  look: string,
  styles: readonly string[],
  open: (dialog: HTMLDialogElement, close: (result?: T) => void) => () => void,
): Promise<T | undefined> {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles.join(""));
  root.adoptedStyleSheets.push(sheet);
  const dialog = document.createElement("dialog");
  dialog.className = `sheet ${look}`;
  dialog.setAttribute("aria-labelledby", "sheet-title");
  // What happens in the sheet is the sheet's: the list behind it listens to the same events.
  for (const name of ["submit", "change"]) dialog.addEventListener(name, (event) => event.stopPropagation());
  root.append(dialog);
  return new Promise((resolve) => {
    let answer: T | undefined;
    const stop = open(dialog, (result) => {
      answer = result;
      dialog.close();
    });
    dialog.addEventListener("close", () => {
      stop();
      dialog.remove();
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet);
      resolve(answer);
    });
    dialog.showModal();
    dialog.querySelector<HTMLElement>("#sheet-title")?.focus();
  });
}
