import type { Account } from "./accounts.ts";

/** Address of an account's statement. */
export const statementOf = ({ account, currency, partner }: Account): string =>
  `/ledger/${account}?${new URLSearchParams({ currency, ...(partner === null ? {} : { partner }) })}`;
