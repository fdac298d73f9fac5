import { Link } from "@tanstack/react-router";
import { locale, wordsOf, written } from "../../locale.ts";
import { ledgerWords } from "../../words/ledger.ts";
import { usePartnerName } from "../adjustments/use-partner-name.ts";
import { type Account, byCurrency, keyOf } from "./accounts.ts";
import { statementOf } from "./statement-link.ts";

const words = wordsOf(ledgerWords);

/** Every account's debits, credits and balance; their sums are equal. */
export function TrialTable({ accounts }: { readonly accounts: readonly Account[] }) {
  const partnerOf = usePartnerName();
  return byCurrency(accounts).map(({ currency, classes, debit, credit, balance }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls what is wider than its place
    <section key={currency} className="table-scroll" aria-label={`${words.trial} ${currency}`} tabIndex={0}>
      <table className="table dense">
        <thead>
          <tr>
            <th scope="col">{words.account}</th>
            <th scope="col">{words.partner}</th>
            <th scope="col" className="number">
              {words.debit}
            </th>
            <th scope="col" className="number">
              {words.credit}
            </th>
            <th scope="col" className="number">
              {words.balance}
            </th>
          </tr>
        </thead>
        {classes.map(({ name, accounts: own }) => (
          <tbody key={name}>
            <tr>
              <th scope="rowgroup" colSpan={5}>
                {words.classes[name]}
              </th>
            </tr>
            {own.map((account) => (
              <tr key={keyOf(account)}>
                <td>
                  <Link to={statementOf(account)}>{account.name[locale]}</Link>
                </td>
                <td>{account.partner === null ? "" : partnerOf(account.partner)}</td>
                <td className="number">{written.money(account.debit, currency)}</td>
                <td className="number">{written.money(account.credit, currency)}</td>
                <td className="number">{written.money(account.balance, currency)}</td>
              </tr>
            ))}
          </tbody>
        ))}
        <tfoot>
          <tr>
            <td>{words.total}</td>
            <td />
            <td className="number">{written.money(debit, currency)}</td>
            <td className="number">{written.money(credit, currency)}</td>
            <td className="number">{written.money(balance, currency)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  ));
}
