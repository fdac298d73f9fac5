import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { wordsOf } from "../locale.ts";
import { peopleWords } from "../words/people.ts";

const words = wordsOf(peopleWords);

/** A secret that is shown this once, to be copied. */
export function ShownOnce({ lead, value }: { readonly lead: string; readonly value: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <div className="notice-line" role="status">
      <div>
        <p>{lead}</p>
        <p>
          <code>{value}</code>
        </p>
      </div>
      <button type="button" className="btn" onClick={() => void copy()}>
        {copied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
        {copied ? words.copied : words.copy}
      </button>
    </div>
  );
}
