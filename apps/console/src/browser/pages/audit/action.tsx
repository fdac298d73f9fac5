import { auditAction } from "@fenqi/words/audit-actions";
import { locale } from "../../locale.ts";

/** What was done in words, with the code by which it is filtered and exported. */
export function Action({ code }: { readonly code: string }) {
  const said = auditAction(code, locale);
  return said === undefined ? (
    <code>{code}</code>
  ) : (
    <>
      {said} <code className="note">{code}</code>
    </>
  );
}
