import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, problemOf } from "../api.ts";
import { locale, wordsOf } from "../locale.ts";
import { Refusal, Skeleton } from "../parts/failure.tsx";
import { Field } from "../parts/field.tsx";
import { frameWords } from "../words/frame.ts";
import { peopleWords } from "../words/people.ts";
import { Outside } from "./outside.tsx";

const words = wordsOf(peopleWords);
const { roles, code: codeWord, codeHint } = wordsOf(frameWords);

/** Accepts an invitation. The token stands behind the #, so that no server's log has it. */
export function Join() {
  const [token] = useState(() => location.hash.slice(1));
  const invitation = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => api.showInvitation(token),
    retry: false,
  });
  const accept = useMutation({
    mutationFn: (given: { name?: string; password: string; code?: string }) =>
      api.acceptInvitation({ token, ...given }),
    onSuccess: () => location.replace("/console"),
  });
  if (invitation.isPending) return <Skeleton rows={6} />;
  if (invitation.isError) {
    return (
      <Outside title={words.title}>
        <p role="alert">{words.linkBad}</p>
      </Outside>
    );
  }
  const { merchant, email, role, person } = invitation.data;
  const asksCode = ["second_factor_needed", "second_factor_wrong"].includes(problemOf(accept.error)?.code ?? "");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [name, code] = [String(form.get("name") ?? ""), String(form.get("code") ?? "")];
    accept.mutate({ password: String(form.get("password")), ...(name && { name }), ...(code && { code }) });
  };
  return (
    <Outside title={words.join(merchant.name?.[locale] ?? merchant.id)}>
      <p className="quiet">{words.joinLead(email, roles[role] ?? role)}</p>
      {person === "known" && <p>{words.joinKnown}</p>}
      <form onSubmit={submit}>
        {person === "new" && (
          <Field label={words.joinName}>
            {(control) => <input {...control} name="name" autoComplete="name" maxLength={100} required />}
          </Field>
        )}
        <Field label={words.password} hint={person === "new" ? words.passwordFact : undefined}>
          {(control) => (
            <input
              {...control}
              name="password"
              type="password"
              autoComplete={person === "new" ? "new-password" : "current-password"}
              required
            />
          )}
        </Field>
        {asksCode && (
          <Field label={codeWord} hint={codeHint}>
            {(control) => <input {...control} name="code" autoComplete="one-time-code" required />}
          </Field>
        )}
        <Refusal of={accept.error} />
        <button type="submit" className="btn filled" disabled={accept.isPending}>
          {words.joinDo}
        </button>
      </form>
    </Outside>
  );
}
