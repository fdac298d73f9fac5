import { useMutation } from "@tanstack/react-query";
import { wordsOf } from "../../locale.ts";
import { refusalText } from "../../parts/failure.tsx";
import type { UserRole } from "../../session.ts";
import { frameWords } from "../../words/frame.ts";

const names = wordsOf(frameWords).roles;
export const USER_ROLES = ["viewer", "support", "operator", "approver", "finance", "admin"] as const;

interface RoleChoiceProps {
  readonly label: string;
  readonly value: UserRole;
  readonly onChoose: (role: UserRole) => Promise<unknown>;
}

/** A role that takes effect when it is chosen; what was refused stands beside it. */
export function RoleChoice({ label, value, onChoose }: RoleChoiceProps) {
  const choosing = useMutation({ mutationFn: onChoose });
  return (
    <>
      <select
        aria-label={label}
        value={choosing.isPending ? choosing.variables : value}
        disabled={choosing.isPending}
        onChange={(event) => choosing.mutate(event.target.value as UserRole)}
      >
        {USER_ROLES.map((role) => (
          <option key={role} value={role}>
            {names[role]}
          </option>
        ))}
      </select>
      {choosing.isError && (
        <span className="field-error" role="alert">
          {refusalText(choosing.error)}
        </span>
      )}
    </>
  );
}
