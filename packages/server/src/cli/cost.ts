import { toIsoDate } from "@fenqi/core/calendar";
import { type Rate, REGIMES, type RegimeId, rateOf } from "@fenqi/core/cost";
import { formatAmount } from "./amount.ts";
import { type Command, EXIT } from "./command.ts";
import { costInput } from "./cost-input.ts";
import { parseFlags, positionals } from "./flags.ts";
import { table } from "./table.ts";

export const cost: Command = {
  summary: "cash flows, as every regime's yearly rate",
  help: `fenqi cost FILE | --flow DATE:AMOUNT … [flags]

What the shopper receives is positive (the goods' price, on the first day); what the shopper pays is negative. Each regime's
figure is computed from the flows by its own method; none is converted into another. Nothing is asked of a server.

  FILE                          YAML or JSON: {currency, interval, flows: [{on, amount}]}, amounts in minor units
  --flow 2026-11-22:1000.00     one flow in currency units; give several
  --currency CNY                ISO 4217; CNY where not given
  --interval 1month             how often instalments come: 2week, 30day, …; 1month where not given
  --json                        the figures as JSON

Example: fenqi cost --flow 2026-11-22:1000.00 --flow 2026-12-22:-510.00 --flow 2027-01-22:-510.00
`,
  run: async (args, io) => {
    const { values, positionals: rest } = parseFlags(args, {
      flow: { type: "string", multiple: true },
      currency: { type: "string" },
      interval: { type: "string" },
      json: { type: "boolean", default: false },
    });
    const [file] = rest.length === 0 ? [undefined] : positionals(rest, "FILE");
    const { input, schedule } = costInput(file, values);
    const rates = (Object.keys(REGIMES) as RegimeId[]).map((regime) => rateOf(regime, input, schedule));
    const { amount, currency, start } = input;
    if (values.json) {
      io.out(`${JSON.stringify({ currency, amount, cost: schedule.cost, start: toIsoDate(start), rates }, null, 2)}\n`);
      return EXIT.ok;
    }
    const money = (minor: number) => `${formatAmount(minor, currency)} ${currency}`;
    io.out(`${money(amount)} on ${toIsoDate(start)}, cost ${money(schedule.cost)}\n\n${rateTable(rates).join("\n")}\n`);
    return EXIT.ok;
  },
};

function rateTable(rates: readonly Rate[]): string[] {
  const figure = (percent: string | null) => (percent === null ? "" : `${percent} %`);
  return table(
    [
      { head: "regime" },
      { head: "headline", align: "right" },
      { head: "named" },
      { head: "nominal", align: "right" },
      { head: "effective", align: "right" },
    ],
    rates.map((rate) => [rate.regime, figure(rate.headline), rate.label, figure(rate.nominal), figure(rate.effective)]),
  );
}
