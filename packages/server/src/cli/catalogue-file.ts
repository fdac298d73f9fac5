import { Catalogue as CatalogueSchema, checkShape, type ProblemReason } from "@fenqi/contract";
import { type Catalogue, withStandardExplanations } from "@fenqi/core/catalogue";
import { STANDARD_EXPLANATIONS } from "@fenqi/words/explanations";
import { flawsOf } from "../engine/next-version.ts";
import { Refused } from "./command.ts";
import { readDocument, type SourceDocument } from "./document.ts";
import { issueLines } from "./issue-lines.ts";

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
  return flawsOf(withStandardWords(catalogue), "");
}

/** As the server keeps it: the standard explanations come last, so that pointers into the file hold. */
export const withStandardWords = (catalogue: Catalogue): Catalogue =>
  withStandardExplanations(catalogue, STANDARD_EXPLANATIONS);

const counted = (count: number) => `${count} ${count === 1 ? "error" : "errors"}.`;
