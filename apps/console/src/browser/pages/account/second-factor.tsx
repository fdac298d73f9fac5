import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleDashed } from "lucide-react";
import type { FormEvent } from "react";
import { encode } from "uqr";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Refusal } from "../../parts/failure.tsx";
import { Field } from "../../parts/field.tsx";
import { State } from "../../parts/state.tsx";
import { useSession } from "../../session.ts";
import { peopleWords } from "../../words/people.ts";

const words = wordsOf(peopleWords);

/** Codes from an authenticator: begun with the password, in use once the first code is given. */
export function SecondFactor() {
  const { second_factor: on } = useSession();
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries({ queryKey: ["session"] });
  const begin = useMutation({ mutationFn: (password: string) => api.beginSecondFactor({ password }) });
  const confirm = useMutation({ mutationFn: (code: string) => api.confirmSecondFactor({ code }), onSuccess: renew });
  const remove = useMutation({
    mutationFn: (proof: { readonly password: string; readonly code: string }) => api.removeSecondFactor(proof),
    onSuccess: renew,
  });
  const state = (
    <State icon={on ? CircleCheck : CircleDashed} tone={on ? "good" : "plain"}>
      {on ? words.factorOn : words.factorOff}
    </State>
  );
  const failed = [begin, confirm, remove].find(({ isError }) => isError);
  return (
    <Card title={words.factor} aside={state}>
      {confirm.isSuccess ? (
        <div role="status">
          <p>{words.factorKeep}</p>
          <ul className="codes">
            {confirm.data.recovery_codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
        </div>
      ) : on ? (
        <Ask ask={["password", "code"]} label={words.factorRemove} onGiven={remove.mutate} />
      ) : begin.isSuccess ? (
        <>
          <p>{words.factorScan}</p>
          <Qr text={begin.data.uri} />
          <p>
            <code>{begin.data.secret}</code>
          </p>
          <Ask ask={["code"]} label={words.factorConfirm} onGiven={({ code }) => confirm.mutate(code)} />
        </>
      ) : (
        <Ask ask={["password"]} label={words.factorBegin} onGiven={({ password }) => begin.mutate(password)} />
      )}
      <Refusal of={failed?.error} />
    </Card>
  );
}

interface AskProps {
  readonly ask: readonly ("password" | "code")[];
  readonly label: string;
  readonly onGiven: (given: { readonly password: string; readonly code: string }) => void;
}

function Ask({ ask, label, onGiven }: AskProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onGiven({ password: String(form.get("password") ?? ""), code: String(form.get("code") ?? "") });
  };
  return (
    <form className="form" onSubmit={submit}>
      {ask.includes("password") && (
        <Field label={words.passwordNow}>
          {(control) => <input {...control} name="password" type="password" autoComplete="current-password" required />}
        </Field>
      )}
      {ask.includes("code") && (
        <Field label={words.factorCode}>
          {(control) => <input {...control} name="code" inputMode="numeric" autoComplete="one-time-code" required />}
        </Field>
      )}
      <div className="form-foot">
        <button type="submit" className="btn">
          {label}
        </button>
      </div>
    </form>
  );
}

const MODULE = 5;

/** A QR code; the text beneath it is its twin. */
function Qr({ text }: { readonly text: string }) {
  const { data, size } = encode(text);
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} width={size * MODULE} height={size * MODULE} aria-hidden="true">
      <path d={dark.join("")} />
    </svg>
  );
}
