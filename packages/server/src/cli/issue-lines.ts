import type { ProblemReason } from "@fenqi/contract";
import { at, type SourceDocument } from "./document.ts";

/** `file:line:column /pointer code: what is wrong`, in the order of the file. */
export function issueLines(document: SourceDocument, issues: readonly ProblemReason[]): string[] {
  return issues
    .map((issue) => ({ ...issue, place: document.locate(issue.pointer) }))
    .sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)
    .map(({ place, pointer, code, detail }) => at(document.file, place, `${pointer || "/"} ${code}: ${detail}`));
}
