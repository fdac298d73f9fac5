import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Refusal } from "../../parts/failure.tsx";
import { Field } from "../../parts/field.tsx";
import { toInstant, toLocal } from "../../parts/zoned.ts";
import { useZone } from "../../session.ts";
import { webhooksWords } from "../../words/webhooks.ts";
import type { Endpoint } from "./endpoints.tsx";

const words = wordsOf(webhooksWords);
const DAY_MS = 86_400_000;

/** Sends the events of a period again: those that were given up, or all. */
export function ReplayPeriod({ endpoint }: { readonly endpoint: Endpoint }) {
  const zone = useZone();
  const queries = useQueryClient();
  const [opened] = useState(Date.now);
  const replay = useMutation({
    mutationFn: (period: Parameters<typeof api.replayWebhooks>[1]) => api.replayWebhooks(endpoint.id, period),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["webhooks"] }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const from = toInstant(String(form.get("from")), zone);
    const until = toInstant(String(form.get("until")), zone);
    if (from && until) replay.mutate({ from, until, only: form.get("only") === "all" ? "all" : "dead" });
  };
  const shown = (ms: number) => toLocal(new Date(ms).toISOString(), zone);
  return (
    <form className="form" onSubmit={submit}>
      <p>
        <code>{endpoint.url}</code>
      </p>
      <div className="fields">
        <Field label={words.from} hint={written.zone(zone)}>
          {(control) => (
            <input {...control} name="from" type="datetime-local" required defaultValue={shown(opened - DAY_MS)} />
          )}
        </Field>
        <Field label={words.until} hint={written.zone(zone)}>
          {(control) => (
            <input {...control} name="until" type="datetime-local" required defaultValue={shown(opened + 60_000)} />
          )}
        </Field>
        <Field label={words.only}>
          {(control) => (
            <select {...control} name="only">
              <option value="dead">{words.onlies.dead}</option>
              <option value="all">{words.onlies.all}</option>
            </select>
          )}
        </Field>
      </div>
      <Refusal of={replay.error} />
      <div className="form-foot">
        <p role="status">{replay.data && words.replayed(replay.data.replayed)}</p>
        <button type="submit" className="btn filled" disabled={replay.isPending}>
          {words.replay}
        </button>
      </div>
    </form>
  );
}
