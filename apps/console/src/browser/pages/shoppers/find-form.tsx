import { Search } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { Field } from "../../parts/field.tsx";
import { shoppersWords } from "../../words/shoppers.ts";

const words = wordsOf(shoppersWords);
export type Named = Parameters<typeof api.findShopper>[0];
type Channel = keyof typeof words.channels;
const CHANNELS = Object.keys(words.channels) as Channel[];

interface FindFormProps {
  readonly busy: boolean;
  readonly onFind: (who: Named) => void;
}

/** A shopper by the store's reference, by an address, or by both. Browsers are asked to keep neither. */
export function FindForm({ busy, onFind }: FindFormProps) {
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const [ref, channel, address] = [text("ref"), text("channel") as Channel, text("address")];
    setMissing(ref === "" && address === "");
    if (ref === "" && address === "") return;
    onFind({ ...(ref === "" ? {} : { shopper_ref: ref }), ...(address === "" ? {} : { channel, address }) });
  };
  return (
    <form className="form find-shopper" onSubmit={submit} autoComplete="off">
      <Field label={words.ref} hint={words.refHint} error={missing ? words.needOne : undefined}>
        {(control) => <input {...control} name="ref" maxLength={64} />}
      </Field>
      <Field label={words.channel}>
        {(control) => (
          <select {...control} name="channel">
            {CHANNELS.map((channel) => (
              <option key={channel} value={channel}>
                {words.channels[channel]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.address} hint={words.addressHint}>
        {(control) => <input {...control} name="address" maxLength={500} />}
      </Field>
      <div className="form-foot">
        <button type="submit" className="btn filled" disabled={busy}>
          <Search size={16} aria-hidden="true" />
          {words.search}
        </button>
      </div>
    </form>
  );
}
