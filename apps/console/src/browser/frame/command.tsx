import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { type KeyboardEvent as Pressed, useEffect, useState } from "react";
import { wordsOf } from "../locale.ts";
import { Dialog } from "../parts/dialog.tsx";
import { useMay, useZone } from "../session.ts";
import { frameWords } from "../words/frame.ts";
import { findRecords } from "./find-records.ts";
import { GROUPS } from "./navigation.ts";

const words = wordsOf(frameWords);
const OPEN = "fenqi-find";

/** Opens the search from anywhere. */
export const openCommand = (): void => void dispatchEvent(new Event(OPEN));

interface Hit {
  readonly to: string;
  readonly text: string;
  readonly note?: string;
}

/** ⌘K: pages by name, records by id or by a quote's short code. Arrows choose, Enter opens. */
export function Command() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const show = () => setOpen(true);
    addEventListener(OPEN, show);
    return () => removeEventListener(OPEN, show);
  }, []);
  return (
    <Dialog title={words.findTitle} open={open} onClose={() => setOpen(false)}>
      <Finder onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function Finder({ onDone }: { readonly onDone: () => void }) {
  const may = useMay();
  const zone = useZone();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const sought = text.trim();
  const records = useQuery({
    queryKey: ["find", sought],
    queryFn: ({ signal }) => findRecords(sought, may, zone, signal),
    enabled: sought.length >= 3,
  });
  const pages: Hit[] = GROUPS.flat()
    .filter(({ needs }) => needs === undefined || may(needs))
    .map(({ name, to }) => ({ to, text: words[name] as string }))
    .filter((page) => page.text.toLowerCase().includes(sought.toLowerCase()));
  const hits: readonly Hit[] = [...(records.data ?? []), ...pages];

  const go = (hit: Hit | undefined) => {
    if (!hit) return;
    onDone();
    void navigate({ to: hit.to });
  };
  const pressed = (event: Pressed) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt((now) => Math.max(0, Math.min(hits.length - 1, now + step)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(hits[at]);
    }
  };
  return (
    <>
      <input
        type="search"
        role="combobox"
        aria-expanded="true"
        aria-controls="found"
        aria-activedescendant={hits[at] ? `found-${at}` : undefined}
        aria-label={words.findHint}
        placeholder={words.findHint}
        data-first
        value={text}
        onKeyDown={pressed}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
      />
      <div id="found" role="listbox" aria-label={words.findTitle} className="found">
        {hits.map((hit, index) => (
          // The field keeps the focus and answers the keys.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          <div
            key={hit.to}
            id={`found-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onClick={() => go(hit)}
          >
            <ArrowRight size={14} aria-hidden="true" />
            <span>{hit.text}</span>
            {hit.note && <span className="quiet">{hit.note}</span>}
          </div>
        ))}
      </div>
      {hits.length === 0 && <p className="note">{words.nothingFound}</p>}
    </>
  );
}
