/** What a person, or a secret key's holder, is there for. A publishable key has the role `store`. */
export type Role = "viewer" | "admin" | "operator" | "approver" | "support" | "finance" | "store";

export type Permission =
  | "quotes:read"
  | "catalogue:read"
  | "catalogue:write"
  | "adjustments:read"
  | "adjustments:write"
  | "adjustments:approve"
  | "adjustments:apply"
  | "adjustments:extend"
  | "adjustments:lift"
  | "adjustments:emergency"
  | "adjustments:alone"
  | "cases:read"
  | "cases:write"
  | "cases:approve"
  | "compensations:read"
  | "compensations:write"
  | "compensations:approve"
  | "vouchers:read"
  | "vouchers:redeem"
  | "audit:read"
  | "plans:read"
  | "plans:write"
  | "plans:propose"
  | "plans:approve"
  | "ledger:read"
  | "reconciliation:read"
  | "reconciliation:write"
  | "reconciliation:approve"
  | "shoppers:export"
  | "shoppers:erase"
  | "users:read"
  | "users:manage"
  | "keys:manage"
  | "webhooks:read"
  | "webhooks:manage";

const RECONCILE = ["reconciliation:read", "reconciliation:write", "reconciliation:approve"] as const;
const READ = ["quotes:read", "catalogue:read", "adjustments:read", "compensations:read", "plans:read"] as const;
/** What every person reads, and no store's server. */
const PERSON_READ = [...READ, "users:read"] as const;

const CASES = ["cases:read", "cases:write"] as const;

/**
 * Who may do what. Every role reads what its pages of the console show; a viewer reads, but neither what shoppers wrote nor
 * whose vouchers there are. `adjustments:write` is to draft, edit, submit and withdraw; `approve` also rejects; `lift` also moves a
 * ramp. `adjustments:alone` puts an adjustment in force in one request, and moves money by hand without a second person; it
 * counts only where the policy asks for no approval. `cases:write` is to answer, hand over, close, review and ask for goodwill; `cases:approve` decides on goodwill
 * above one person's limit. `shoppers:*` is to hand out and to erase everything that is kept of one shopper: an admin's alone, or a key's
 * that is limited to it.
 */
export const ROLE_PERMISSIONS = {
  viewer: [...PERSON_READ, "ledger:read", "reconciliation:read", "audit:read", "webhooks:read"],
  admin: [
    ...PERSON_READ,
    "catalogue:write",
    "adjustments:write",
    "adjustments:approve",
    "adjustments:apply",
    "adjustments:extend",
    "adjustments:lift",
    "adjustments:emergency",
    "adjustments:alone",
    ...CASES,
    "cases:approve",
    "compensations:write",
    "compensations:approve",
    "vouchers:read",
    "vouchers:redeem",
    "audit:read",
    "plans:write",
    "plans:propose",
    "plans:approve",
    "ledger:read",
    ...RECONCILE,
    "shoppers:export",
    "shoppers:erase",
    "users:manage",
    "keys:manage",
    "webhooks:read",
    "webhooks:manage",
  ],
  operator: [
    ...PERSON_READ,
    "adjustments:write",
    "adjustments:apply",
    "adjustments:extend",
    "adjustments:lift",
    "adjustments:emergency",
    ...CASES,
    "compensations:write",
    "reconciliation:read",
    "audit:read",
    "webhooks:read",
    "plans:propose",
  ],
  approver: [
    ...PERSON_READ,
    "adjustments:write",
    "adjustments:approve",
    "adjustments:lift",
    ...CASES,
    "cases:approve",
    "compensations:approve",
    "vouchers:read",
    "ledger:read",
    "reconciliation:read",
    "reconciliation:approve",
    "audit:read",
    "webhooks:read",
    "plans:approve",
  ],
  support: [...PERSON_READ, ...CASES, "vouchers:read", "webhooks:read"],
  finance: [
    ...PERSON_READ,
    ...RECONCILE,
    "vouchers:read",
    "audit:read",
    "plans:write",
    "ledger:read",
    "plans:propose",
    "plans:approve",
  ],
  store: [...READ, "vouchers:read", "vouchers:redeem", "plans:write", "ledger:read"],
} as const satisfies Record<Role, readonly Permission[]>;

/** Whether a role holds a permission. */
export function mayDo(role: Role, permission: Permission): boolean {
  const held: readonly Permission[] = ROLE_PERMISSIONS[role];
  return held.includes(permission);
}

/** What somebody holds: all of their role, or what their key is limited to. */
export interface Holder {
  readonly role: Role;
  /** Null or absent: the whole role. */
  readonly scopes?: readonly Permission[] | null;
}

/** What a key or a person may do. */
const permissionsOf = ({ role, scopes }: Holder): readonly Permission[] => {
  const held: readonly Permission[] = ROLE_PERMISSIONS[role];
  return scopes ? held.filter((permission) => scopes.includes(permission)) : held;
};

/** Whether a key or a person may do something. */
export const holds = ({ role, scopes }: Holder, permission: Permission): boolean =>
  mayDo(role, permission) && (scopes?.includes(permission) ?? true);

/** Something that `given` would hold and `giver` does not: nobody gives more than they have. */
export const beyond = (giver: Holder, given: Holder): Permission | undefined =>
  permissionsOf(given).find((permission) => !holds(giver, permission));

/** Approvals that an adjustment needs before it may come into force. `none` is for demos: one person is enough. */
export type ApprovalPolicy = "two_people" | "none";

/** Whoever asks: a person, in a role. A second key of the same person is the same person. */
export interface Actor {
  readonly person: string;
  readonly role: Role;
  readonly scopes?: readonly Permission[] | null;
}
