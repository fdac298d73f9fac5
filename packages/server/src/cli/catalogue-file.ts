import { Catalogue as CatalogueSchema, checkShape, type ProblemReason } from "@fenqi/contract";
import { type Catalogue, checkCatalogue } from "@fenqi/core/catalogue";
import { STANDARD_EXPLANATIONS } from "@fenqi/words/explanations";
import { Refused } from "./command.ts";
import { at, readDocument, type SourceDocument } from "./document.ts";

export interface CatalogueFile {
  readonly document: SourceDocument;
  /** The version that it was made from, where the file names one. */
  readonly baseVersion: string | undefined;
  /** As the file says it; the server adds the standard explanations itself. */
  readonly catalogue: Catalogue;
}

/** Reads a catalogue file and checks it whole. An unsound one is {@link Refused}: a line for each error. */
export function readCatalogue(file: string): CatalogueFile {
  const document = readDocument(file);
  const { base_version: base, ...catalogue } = { ...(document.value as object) } as Catalogue & {
    base_version?: unknown;
  };
  const issues = issuesOf(catalogue);
  if (base !== undefined && typeof base !== "string") {
    issues.unshift({ pointer: "/base_version", code: "type", detail: "must be the version that it was made from" });
  }
  if (issues.length > 0) throw new Refused(...issueLines(document, issues), counted(issues.length));
  return { document, baseVersion: base as string | undefined, catalogue };
}

function issuesOf(catalogue: Catalogue): ProblemReason[] {
  const shape = checkShape(CatalogueSchema, catalogue);
  if (shape.length > 0) return shape;
  return checkCatalogue(withStandardWords(catalogue)).map(({ path, code, message }) => ({
    pointer: path,
    code,
    detail: message,
  }));
}

/** The standard explanations that the catalogue does not bring itself come last, so that pointers into the file hold. */
export function withStandardWords(catalogue: Catalogue): Catalogue {
  const own = new Set(catalogue.explanations.map(({ id }) => id));
  const standard = STANDARD_EXPLANATIONS.filter(({ id }) => !own.has(id));
  return { ...catalogue, explanations: [...catalogue.explanations, ...standard] };
}

/** `file:line:column /pointer code: what is wrong`, in the order of the file. */
export function issueLines(document: SourceDocument, issues: readonly ProblemReason[]): string[] {
  return issues
    .map((issue) => ({ ...issue, place: document.locate(issue.pointer) }))
    .sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)
    .map(({ place, pointer, code, detail }) => at(document.file, place, `${pointer || "/"} ${code}: ${detail}`));
}

const counted = (count: number) => `${count} ${count === 1 ? "error" : "errors"}.`;
