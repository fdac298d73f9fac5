import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { refusalText } from "../../parts/failure.tsx";
import { Field } from "../../parts/field.tsx";
import { webhooksWords } from "../../words/webhooks.ts";

const words = wordsOf(webhooksWords);
type Pattern = Parameters<typeof api.createWebhookEndpoint>[0]["events"][number];
const GROUPS: readonly Pattern[] = ["plan.*", "adjustment.*", "announcement.*"];

/** An address, and what it is told of: all, or kinds of events. */
export function AddEndpoint({ onIssued }: { readonly onIssued: (secret: string) => void }) {
  const [events, setEvents] = useState<readonly Pattern[]>([]);
  const add = useMutation({
    mutationFn: (url: string) => api.createWebhookEndpoint({ url, events: events.length === 0 ? ["*"] : [...events] }),
    onSuccess: ({ secret }) => onIssued(secret),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    add.mutate(String(new FormData(event.currentTarget).get("url")));
  };
  const toggle = (group: Pattern) =>
    setEvents(events.includes(group) ? events.filter((each) => each !== group) : [...events, group]);
  return (
    <form className="form" onSubmit={submit}>
      <Field label={words.url} hint={words.urlHint} error={add.isError ? refusalText(add.error) : undefined}>
        {(control) => <input {...control} name="url" type="url" required placeholder="https://" />}
      </Field>
      <fieldset className="checks">
        <legend className="note">
          {words.events} · {words.eventsHint}
        </legend>
        {GROUPS.map((group) => (
          <label key={group} className="menu-check">
            <input type="checkbox" checked={events.includes(group)} onChange={() => toggle(group)} />
            {words.groups[group]} <code>{group}</code>
          </label>
        ))}
      </fieldset>
      <div className="form-foot">
        <button type="submit" className="btn filled" disabled={add.isPending}>
          {words.add}
        </button>
      </div>
    </form>
  );
}
