import type { TLocalizedValidationError } from "typebox/error";

/** One alternative of a union at one place of the value, told apart by a constant that does not match. */
interface OtherForm {
  readonly branch: string;
  readonly union: string;
  readonly at: string;
}

/**
 * Keeps what helps of a union's reasons. Where a constant tells the alternatives apart (`kind: "at"`), only the one that
 * was meant speaks; where none was, only the constants do.
 */
export function ofMeantForm(errors: readonly TLocalizedValidationError[]): TLocalizedValidationError[] {
  const others = errors.flatMap(otherForm);
  const stands = (error: TLocalizedValidationError, { branch, at }: OtherForm) =>
    within(error.schemaPath, branch) && within(error.instancePath, at);
  const isMeant = ({ union, at }: OtherForm) =>
    errors.some(
      (error) =>
        within(error.schemaPath, union) &&
        within(error.instancePath, at) &&
        !others.some((other) => stands(error, other)),
    );
  return errors.filter((error) => {
    const other = others.find((form) => stands(error, form));
    return other === undefined || (error.keyword === "const" && !isMeant(other));
  });
}

const within = (path: string, outer: string) => path === outer || path.startsWith(`${outer}/`);

function otherForm({ keyword, schemaPath, instancePath }: TLocalizedValidationError): OtherForm[] {
  const match = keyword === "const" && /^((.*\/anyOf)\/\d+)\/properties\/[^/]+$/.exec(schemaPath);
  if (!match) return [];
  return [{ branch: match[1]!, union: match[2]!, at: instancePath.slice(0, instancePath.lastIndexOf("/")) }];
}
