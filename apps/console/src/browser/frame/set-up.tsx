import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { api } from "../api.ts";
import { wordsOf } from "../locale.ts";
import { Refusal } from "../parts/failure.tsx";
import { Field } from "../parts/field.tsx";
import { peopleWords } from "../words/people.ts";
import { Outside } from "./outside.tsx";

const words = wordsOf(peopleWords);

/** The first administrator, with the token that the first start printed. */
export function SetUp() {
  const setUp = useMutation({
    mutationFn: (first: Parameters<typeof api.setUp>[0]) => api.setUp(first),
    onSuccess: () => location.replace("/console"),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name));
    setUp.mutate({ token: text("token"), email: text("email"), name: text("name"), password: text("password") });
  };
  return (
    <Outside title={words.setupTitle}>
      <p className="quiet">{words.setupLead}</p>
      <form onSubmit={submit}>
        <Field label={words.token}>
          {(control) => <input {...control} name="token" defaultValue={location.hash.slice(1)} required />}
        </Field>
        <Field label={words.email}>
          {(control) => <input {...control} name="email" type="email" autoComplete="username" required />}
        </Field>
        <Field label={words.joinName}>
          {(control) => <input {...control} name="name" autoComplete="name" maxLength={100} required />}
        </Field>
        <Field label={words.password} hint={words.passwordFact}>
          {(control) => <input {...control} name="password" type="password" autoComplete="new-password" required />}
        </Field>
        <Refusal of={setUp.error} />
        <button type="submit" className="btn filled" disabled={setUp.isPending}>
          {words.setupDo}
        </button>
      </form>
    </Outside>
  );
}
