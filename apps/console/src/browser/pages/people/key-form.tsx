import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { Refusal } from "../../parts/failure.tsx";
import { Field } from "../../parts/field.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { frameWords } from "../../words/frame.ts";
import { peopleWords } from "../../words/people.ts";
import { ScopeChoice } from "./scope-choice.tsx";

const words = wordsOf(peopleWords);
const roles = wordsOf(frameWords).roles;
const KEY_ROLES = ["store", "viewer", "support", "operator", "approver", "finance", "admin"] as const;
type KeyRequest = Parameters<typeof api.issueKey>[0];

/** A new key: a publishable one names the pages that may use it, a secret one the role it acts in. */
export function KeyForm({ onIssued }: { readonly onIssued: () => Promise<unknown> }) {
  const [kind, setKind] = useState<KeyRequest["kind"]>("secret");
  const issuing = useMutation({ mutationFn: (key: KeyRequest) => api.issueKey(key), onSuccess: onIssued });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    issuing.mutate(keyRequest(kind, new FormData(event.currentTarget)));
  };
  if (issuing.isSuccess) return <ShownOnce lead={words.issued} value={issuing.data.key} />;
  return (
    <form className="form" onSubmit={submit}>
      <Field label={words.keyName}>{(control) => <input {...control} name="name" maxLength={100} required />}</Field>
      <Field label={words.keyKind}>
        {(control) => (
          <select {...control} value={kind} onChange={(event) => setKind(event.target.value as KeyRequest["kind"])}>
            <option value="secret">{words.keyKinds.secret}</option>
            <option value="publishable">{words.keyKinds.publishable}</option>
          </select>
        )}
      </Field>
      <Field label={words.keyMode}>
        {(control) => (
          <select {...control} name="mode">
            <option value="test">{words.keyModes.test}</option>
            <option value="live">{words.keyModes.live}</option>
          </select>
        )}
      </Field>
      {kind === "secret" ? (
        <>
          <Field label={words.keyRole}>
            {(control) => (
              <select {...control} name="role">
                {KEY_ROLES.map((role) => (
                  <option key={role} value={role}>
                    {roles[role]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <ScopeChoice />
        </>
      ) : (
        <Field label={words.keyOrigins}>
          {(control) => <textarea {...control} name="origins" placeholder="https://shop.example" />}
        </Field>
      )}
      <Field label={words.keyEnds}>{(control) => <input {...control} name="expires" type="date" />}</Field>
      <Refusal of={issuing.error} />
      <div className="form-foot">
        <button type="submit" className="btn filled" disabled={issuing.isPending}>
          {words.issue}
        </button>
      </div>
    </form>
  );
}

function keyRequest(kind: KeyRequest["kind"], form: FormData): KeyRequest {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const scopes = form.getAll("scopes") as NonNullable<KeyRequest["scopes"]>;
  const origins = text("origins").split(/\s+/).filter(Boolean);
  return {
    kind,
    mode: text("mode") as KeyRequest["mode"],
    name: text("name"),
    ...(kind === "secret" ? { role: text("role") as NonNullable<KeyRequest["role"]> } : {}),
    ...(scopes.length > 0 ? { scopes } : {}),
    ...(origins.length > 0 ? { origins } : {}),
    ...(text("expires") === "" ? {} : { expires_at: `${text("expires")}T00:00:00Z` }),
  };
}
