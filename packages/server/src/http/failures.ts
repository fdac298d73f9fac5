import type { ProblemCode } from "@fenqi/contract";
import { isStoreAway } from "../engine/store-away.ts";
import { Busy } from "../engine/turns.ts";
import { UnsoundJson } from "./json-body.ts";
import { one, ProblemAnswer } from "./problem.ts";

const FRAMEWORK: { readonly [code: string]: ProblemCode } = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "media_type_unsupported",
  FST_ERR_CTP_INVALID_TYPE: "media_type_unsupported",
  FST_ERR_CTP_BODY_TOO_LARGE: "body_too_large",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "invalid_request",
  FST_ERR_BAD_URL: "not_found",
  FST_ERR_MAX_PARAM_LENGTH: "not_found",
  FST_ERR_NOT_FOUND: "not_found",
};

const NOT_JSON = one(
  "#/headers/content-type",
  "not_allowed",
  "must be application/json, or of a settlement file what the address takes",
);

/** The problem that an error of the framework, the body or the store makes. What is not known is our own fault. */
export function codeOf(error: Error & { readonly code?: string }): ProblemAnswer {
  if (error instanceof UnsoundJson) {
    return new ProblemAnswer("invalid_json", {
      errors: [{ pointer: "", code: "invalid_json", detail: error.message }],
    });
  }
  if (error instanceof Busy) return new ProblemAnswer("overloaded", {}, { "retry-after": "1" });
  const known = FRAMEWORK[error.code ?? ""];
  if (known) return new ProblemAnswer(known, known === "media_type_unsupported" ? NOT_JSON : {});
  if (isStoreAway(error)) return new ProblemAnswer("unavailable", {}, { "retry-after": "1" });
  return new ProblemAnswer("internal");
}
