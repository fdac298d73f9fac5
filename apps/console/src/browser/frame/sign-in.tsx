import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, problemOf } from "../api.ts";
import { locale, wordsOf } from "../locale.ts";
import { refusalText } from "../parts/failure.tsx";
import { Field } from "../parts/field.tsx";
import { useSessionQuery } from "../session.ts";
import { frameWords } from "../words/frame.ts";
import { Mark } from "./mark.tsx";

const words = wordsOf(frameWords);
const OTHER = locale === "en" ? "zh-CN" : "en";

interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly code?: string;
}

/** Signing in: a password, and a second factor where one is set up. */
export function SignIn() {
  const { renew } = useSessionQuery();
  const [needsCode, setNeedsCode] = useState(false);
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) => api.signIn(credentials),
    onSuccess: renew,
    onError: (error) => {
      if (problemOf(error)?.code === "second_factor_needed") setNeedsCode(true);
    },
  });
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
    <main className="sign-in">
      <p className="sidebar-brand">
        <Mark />
        <span>Fenqi 分期</span>
      </p>
      <h1>{words.signIn}</h1>
      <p className="quiet">{words.signInLead}</p>
      <form onSubmit={submit}>
        <Field label={words.email}>
          {(control) => <input {...control} name="email" type="email" autoComplete="username" required />}
        </Field>
        <Field label={words.password}>
          {(control) => <input {...control} name="password" type="password" autoComplete="current-password" required />}
        </Field>
        {needsCode && (
          <Field label={words.code} hint={words.codeHint}>
            {(control) => <input {...control} name="code" inputMode="numeric" autoComplete="one-time-code" required />}
          </Field>
        )}
        {signIn.isError && (
          <p className="field-error" role="alert">
            {refusalText(signIn.error)}
          </p>
        )}
        <button type="submit" className="btn filled" disabled={signIn.isPending}>
          {words.signIn}
        </button>
      </form>
      <p>
        <a href={`?lang=${OTHER}`} lang={OTHER} hrefLang={OTHER}>
          {words.language}
        </a>
      </p>
    </main>
  );
}
