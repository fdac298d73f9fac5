import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { wordsOf } from "../locale.ts";
import { commandKey } from "../parts/command-key.ts";
import { Dialog } from "../parts/dialog.tsx";
import { isTyping } from "../parts/typing.ts";
import { frameWords } from "../words/frame.ts";
import { Command, openCommand } from "./command.tsx";

const words = wordsOf(frameWords);

/** The keys that work everywhere, and the list of all keys under `?`. */
export function Keyboard() {
  const navigate = useNavigate();
  const [listed, setListed] = useState(false);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key === "k") {
        event.preventDefault();
        return openCommand();
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === "?") setListed(true);
      else if (event.key === "c") void navigate({ to: "/adjustments/new" });
      else if (event.key === "Escape" && !document.querySelector("dialog[open]")) history.back();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [navigate]);
  return (
    <>
      <Command />
      <Dialog title={words.keys} open={listed} onClose={() => setListed(false)}>
        <dl className="key-list">
          {[[commandKey("K"), words.findTitle], ...words.keyList].map(([key, meaning]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}
