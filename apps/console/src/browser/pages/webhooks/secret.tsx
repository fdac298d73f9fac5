import { wordsOf } from "../../locale.ts";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { webhooksWords } from "../../words/webhooks.ts";

const words = wordsOf(webhooksWords);

/** A signing secret, the one time that it is shown. */
export function Secret({ secret, onDone }: { readonly secret: string; readonly onDone: () => void }) {
  return (
    <div className="form">
      <ShownOnce lead={words.secretLead} value={secret} />
      <div className="form-foot">
        <button type="button" className="btn filled" onClick={onDone}>
          {words.done}
        </button>
      </div>
    </div>
  );
}
