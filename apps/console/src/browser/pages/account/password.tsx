import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Refusal } from "../../parts/failure.tsx";
import { Field } from "../../parts/field.tsx";
import { peopleWords } from "../../words/people.ts";

const words = wordsOf(peopleWords);

export function Password() {
  const changing = useMutation({
    mutationFn: (change: Parameters<typeof api.changePassword>[0]) => api.changePassword(change),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    changing.mutate({ password: String(form.get("password")), new_password: String(form.get("new_password")) });
  };
  return (
    <Card title={words.password} fact={words.passwordFact}>
      <form className="form" onSubmit={submit}>
        <Field label={words.passwordNow}>
          {(control) => <input {...control} name="password" type="password" autoComplete="current-password" required />}
        </Field>
        <Field label={words.passwordNew}>
          {(control) => <input {...control} name="new_password" type="password" autoComplete="new-password" required />}
        </Field>
        <Refusal of={changing.error} />
        {changing.isSuccess && <p role="status">{words.passwordChanged(changing.data.sessions_ended)}</p>}
        <div className="form-foot">
          <button type="submit" className="btn" disabled={changing.isPending}>
            {words.passwordChange}
          </button>
        </div>
      </form>
    </Card>
  );
}
