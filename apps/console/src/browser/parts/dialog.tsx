import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { wordsOf } from "../locale.ts";
import { partsWords } from "../words/parts.ts";

const words = wordsOf(partsWords);

interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/**
 * The browser's own dialog: it keeps the focus, Escape leaves it, and the focus returns where it came from. What it is opened for, where
 * that is one field, is marked `data-first`: it is focused once the dialog is shown, which is after its children are there.
 */
export function Dialog({ title, open, onClose, wide, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const { current } = element;
    if (!open) return current?.close();
    current?.showModal();
    current?.querySelector<HTMLElement>("[data-first]")?.focus();
  }, [open]);
  return (
    <dialog ref={element} className={wide ? "sheet wide" : "sheet"} aria-labelledby={id} onClose={onClose}>
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" className="icon-btn" aria-label={words.close} onClick={onClose}>
          <X size={18} aria-hidden="true" />
        </button>
      </header>
      {open && <div className="sheet-body">{children}</div>}
    </dialog>
  );
}
