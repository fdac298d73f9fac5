import { sheet } from "./styles.ts";

let style: CSSStyleSheet | undefined;

function worn(): CSSStyleSheet {
  if (!style) {
    style = new CSSStyleSheet();
    style.replaceSync(sheet);
  }
  return style;
}

/**
 * A modal sheet in the element's own tree: native `<dialog>`, so focus stays inside and returns, and Escape closes.
 * `open` draws into it and is given the way to close it; resolves with what it was closed with.
 */
export function openDialog<T>(
  root: ShadowRoot,
  look: string,
  open: (dialog: HTMLDialogElement, close: (result?: T) => void) => () => void,
): Promise<T | undefined> {
  if (!root.adoptedStyleSheets.includes(worn())) root.adoptedStyleSheets = [...root.adoptedStyleSheets, worn()];
  const dialog = document.createElement("dialog");
  dialog.className = `sheet ${look}`;
  dialog.setAttribute("aria-labelledby", "sheet-title");
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
      resolve(answer);
    });
    dialog.showModal();
    dialog.querySelector<HTMLElement>("#sheet-title")?.focus();
  });
}
