import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { api, problemOf } from "../api.ts";
import { wordsOf } from "../locale.ts";
import { Refusal } from "../parts/failure.tsx";
import { Field } from "../parts/field.tsx";
import { useSessionQuery } from "../session.ts";
import { frameWords } from "../words/frame.ts";
import { Outside } from "./outside.tsx";

const words = wordsOf(frameWords);

interface DemoPeople {
  readonly people: readonly { readonly role: string; readonly name: string; readonly email: string }[];
  readonly password: string;
}

/** Those whom the demo lets in with one click; nobody elsewhere. */
const { demo: given, company } = document.getElementById("console")?.dataset ?? {};
/** Whether people may sign in with their company. */
const COMPANY = company !== undefined;
const DEMO = given === undefined ? undefined : (JSON.parse(given) as DemoPeople);

interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly code?: string;
}

/** Signing in: a password, and a second factor where one is set up. */
export function SignIn() {
  const { renew } = useSessionQuery();
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) => api.signIn(credentials),
    onSuccess: renew,
  });
  const asksCode = ["second_factor_needed", "second_factor_wrong"].includes(problemOf(signIn.error)?.code ?? "");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const {
      email = "",
      password = "",
      code = "",
    } = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    signIn.mutate({ email, password, ...(code === "" ? {} : { code }) });
  };
  return (
    <Outside title={words.signIn}>
      <p className="quiet">{words.signInLead}</p>
      <form onSubmit={submit}>
        <Field label={words.email}>
          {(control) => <input {...control} name="email" type="email" autoComplete="username" required />}
        </Field>
        <Field label={words.password}>
          {(control) => <input {...control} name="password" type="password" autoComplete="current-password" required />}
        </Field>
        {asksCode && (
          <Field label={words.code} hint={words.codeHint}>
            {(control) => <input {...control} name="code" autoComplete="one-time-code" required />}
          </Field>
        )}
        <Refusal of={signIn.error} />
        <button type="submit" className="btn filled" disabled={signIn.isPending}>
          {words.signIn}
        </button>
      </form>
      {COMPANY && (
        <a className="btn" href="/v1/session/oidc/start">
          {words.company}
        </a>
      )}
      {DEMO && (
        <>
          <p className="quiet">{words.demoPeople}</p>
          <div className="people">
            {DEMO.people.map(({ email, name, role }) => (
              <button
                key={email}
                type="button"
                className="btn"
                data-role={role}
                onClick={() => signIn.mutate({ email, password: DEMO.password })}
              >
                {words.roles[role]} · {name}
              </button>
            ))}
          </div>
          <p className="note">{words.demoNote}</p>
        </>
      )}
    </Outside>
  );
}
