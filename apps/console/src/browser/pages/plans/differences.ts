import type { Plan } from "./commands.ts";

type Row = Plan["schedule"][number];
export type Part = "principal" | "interest" | "fee" | "late" | "owed";

/** A row before and after; what is owed of it is its total less what is paid. */
export interface Difference {
  readonly n: number;
  readonly due: readonly [before: string, after: string];
  readonly parts: Readonly<Record<Part, readonly [before: number, after: number]>>;
}

const owedOf = ({ total, paid }: Row) => total - paid;

/** The rows that a command changes, in their order. */
export function differencesOf(before: Plan["schedule"], after: Plan["schedule"]): readonly Difference[] {
  return before.flatMap((row) => {
    const then = after.find(({ n }) => n === row.n);
    if (!then) return [];
    const pair = (part: "principal" | "interest" | "fee" | "late") => [row[part], then[part]] as const;
    const difference: Difference = {
      n: row.n,
      due: [row.due_on, then.due_on],
      parts: {
        principal: pair("principal"),
        interest: pair("interest"),
        fee: pair("fee"),
        late: pair("late"),
        owed: [owedOf(row), owedOf(then)],
      },
    };
    const isSame = [difference.due, ...Object.values(difference.parts)].every(([was, is]) => was === is);
    return isSame ? [] : [difference];
  });
}

/** The columns in which something changes; what is owed always. */
export const partsOf = (differences: readonly Difference[]): readonly Part[] =>
  (["principal", "interest", "fee", "late", "owed"] as const).filter(
    (part) => part === "owed" || differences.some(({ parts }) => parts[part][0] !== parts[part][1]),
  );
