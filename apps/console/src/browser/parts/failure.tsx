import type { FenqiProblem } from "@fenqi/client";
import { AlertCircle, Lock, RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import { problemOf } from "../api.ts";
import { wordsOf } from "../locale.ts";
import { partsWords } from "../words/parts.ts";
import { refusalWords } from "../words/refusals.ts";

const words = wordsOf(partsWords);
const refusals = wordsOf(refusalWords);

/** What a refused call says to a person; what never got an answer says so. */
export function refusalText(error: unknown): string {
  const problem = problemOf(error);
  if (!problem || problem.status === 0) return words.noAnswer;
  return [refusals.codes[problem.code] ?? problem.message, ...problem.errors.flatMap(reasonText)].join(" ");
}

/** Of a field, by the name that the page gives it; headers are a program's, and said to nobody. */
function reasonText({ pointer, code, detail }: FenqiProblem["errors"][number]): string[] {
  if (pointer.startsWith("#/headers/")) return [];
  const field = pointer.split("/")[1] ?? "";
  const known = refusals.reasons[code];
  // What is quoted stands in the page's own language: a word that may not be said.
  const what = known === undefined ? detail : known + (/“[^”]*”/.exec(detail)?.[0] ?? "");
  return [field === "" ? what : refusals.said(refusals.fields[field] ?? pointer, what)];
}

/** What was refused, beside the button that asked for it; nothing where nothing was. */
export function Refusal({ of: error }: { readonly of: unknown }) {
  return error ? (
    <p className="field-error" role="alert">
      {refusalText(error)}
    </p>
  ) : null;
}

/** Why something could not be shown, and what can be done: a forbidden one names the permission. */
export function Failure({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const problem = problemOf(error);
  if (problem?.code === "forbidden") return <Forbidden permission={String(problem.facts.permission ?? "")} />;
  return (
    <div className="failure" role="alert">
      <AlertCircle size={20} aria-hidden="true" />
      <div>
        <p className="strong">{words.failed}</p>
        <p>{refusalText(error)}</p>
        {again && (
          <button type="button" className="btn" onClick={again}>
            <RefreshCw size={16} aria-hidden="true" />
            {words.again}
          </button>
        )}
      </div>
    </div>
  );
}

/** The frame stays; the permission is named, and who can grant it. */
export function Forbidden({ permission }: { readonly permission: string }) {
  return (
    <div className="failure" role="status">
      <Lock size={20} aria-hidden="true" />
      <div>
        <p className="strong">
          {words.forbidden} <code>{permission}</code>
        </p>
        <p>{words.whoGrants}</p>
      </div>
    </div>
  );
}

/** What will stand here, and one thing to do. */
export function Empty({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {action}
    </div>
  );
}

/** Keeps the place of what is being fetched, at its final height. */
export function Skeleton({ rows = 8, height = 32 }: { readonly rows?: number; readonly height?: number }) {
  return (
    <div className="skeleton" role="status" aria-label={words.loading}>
      {Array.from({ length: rows }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
        <span key={at} style={{ height: height - 12, marginBlock: 6 }} />
      ))}
    </div>
  );
}
