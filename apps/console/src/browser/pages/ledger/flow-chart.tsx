import { Link } from "@tanstack/react-router";
import { locale, wordsOf, written } from "../../locale.ts";
import { ledgerWords } from "../../words/ledger.ts";
import { usePartnerName } from "../adjustments/use-partner-name.ts";
import { type Account, byCurrency, keyOf } from "./accounts.ts";
import { statementOf } from "./statement-link.ts";

const words = wordsOf(ledgerWords);

/** What was debited and credited on each account, from the middle outwards and to one scale. The table under it has the figures. */
export function FlowChart({ accounts }: { readonly accounts: readonly Account[] }) {
  return byCurrency(accounts).map(({ currency, classes, largest }, _, { length }) => (
    <div key={currency} className="flow-chart">
      {length > 1 && <p className="flow-currency">{currency}</p>}
      {classes.map(({ name, accounts: own }) => (
        <section key={name} aria-label={words.classes[name]}>
          <h3>{words.classes[name]}</h3>
          <ul>
            {own.map((account) => (
              <FlowRow key={keyOf(account)} account={account} largest={largest} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  ));
}

function FlowRow({ account, largest }: { readonly account: Account; readonly largest: number }) {
  const partnerOf = usePartnerName();
  const { name, partner, debit, credit, currency } = account;
  const title = partner === null ? name[locale] : `${name[locale]} · ${partnerOf(partner)}`;
  const width = (amount: number) => ({ width: `${(100 * amount) / largest}%` });
  const label = words.bars(title, written.money(debit, currency), written.money(credit, currency));
  return (
    <li>
      <Link to={statementOf(account)}>{title}</Link>
      <span className="flow-bars" role="img" aria-label={label} title={label}>
        <span className="flow-in">
          <i style={width(debit)} />
        </span>
        <span className="flow-out">
          <i style={width(credit)} />
        </span>
      </span>
    </li>
  );
}
