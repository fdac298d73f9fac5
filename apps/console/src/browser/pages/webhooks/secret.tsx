import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { wordsOf } from "../../locale.ts";
import { webhooksWords } from "../../words/webhooks.ts";

const words = wordsOf(webhooksWords);

/** A secret, the one time that it is shown. */
export function Secret({ secret, onDone }: { readonly secret: string; readonly onDone: () => void }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(secret);
    setCopied(true);
  };
  return (
    <div className="form">
      <p>{words.secretLead}</p>
      <code className="secret">{secret}</code>
      <div className="form-foot">
        <button type="button" className="btn" onClick={() => void copy()}>
          {copied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
          {copied ? words.copied : words.copy}
        </button>
        <button type="button" className="btn filled" onClick={onDone}>
          {words.done}
        </button>
      </div>
    </div>
  );
}
