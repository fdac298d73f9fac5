import { checkShape, TermsSchema } from "@fenqi/contract";
import { type Interval, isIsoDate, toEpochDay } from "@fenqi/core/calendar";
import {
  buildSchedule,
  checkTerms,
  type Schedule,
  type ScheduleInput,
  type Terms,
  type TermsIssue,
} from "@fenqi/core/schedule";
import { formatAmount, parseAmount, parsePercent } from "./amount.ts";
import { type Command, EXIT, type Io, Refused, Usage } from "./command.ts";
import { readDocument } from "./document.ts";
import { needed, oneOf, parseFlags, positionals, wholeNumber } from "./flags.ts";
import { parseInterval } from "./interval.ts";
import { issueLines } from "./issue-lines.ts";
import { table } from "./table.ts";

const METHODS = [
  "annuity",
  "equal_principal",
  "interest_first",
  "bullet",
  "flat_fee",
  "interest_free",
  "full",
] as const satisfies readonly Terms["repayment"][];

const FLAGS = {
  amount: { type: "string" },
  currency: { type: "string", default: "CNY" },
  count: { type: "string" },
  method: { type: "string" },
  rate: { type: "string" },
  fee: { type: "string" },
  "fee-per-period": { type: "string" },
  "down-payment": { type: "string" },
  interval: { type: "string", default: "1month" },
  start: { type: "string" },
  terms: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

export const schedule: Command = {
  summary: "the rows of a schedule, to the cent",
  help: `fenqi schedule --amount AMOUNT --count N (--method METHOD | --terms FILE) [flags]

Prints what falls due when. Nothing is asked of a server.

  --amount 4999.00        what is to be paid for, in currency units
  --currency CNY          ISO 4217; CNY where not given
  --count 12              number of instalments
  --method METHOD         ${METHODS.join(", ")}
  --rate 13%              yearly nominal rate on the outstanding principal
  --fee 7.2%              fee on the financed amount, spread over the instalments
  --fee-per-period 0.6%   fee on the financed amount, again in each period
  --down-payment 500.00   part paid at checkout
  --interval 1month       2week, 30day, …; 1month where not given
  --start 2026-11-22      day of agreement; today in UTC where not given
  --terms FILE            terms as in a catalogue (YAML or JSON), in place of --method, --rate, --fee and --down-payment
  --json                  the schedule as JSON, amounts in minor units

Example: fenqi schedule --amount 4999.00 --count 12 --method flat_fee --fee-per-period 0.6%
`,
  run: async (args, io) => {
    const { values, positionals: rest } = parseFlags(args, FLAGS);
    positionals(rest);
    const input = scheduleInput(values, io);
    const built = buildSchedule(input);
    io.out(values.json ? `${JSON.stringify(scheduleJson(built, input), null, 2)}\n` : scheduleText(built, input));
    return EXIT.ok;
  },
};

type Values = { readonly [K in keyof typeof FLAGS]?: string | boolean };

function scheduleInput(values: Values, io: Io): ScheduleInput {
  const text = (name: keyof typeof FLAGS) => values[name] as string | undefined;
  const currency = text("currency")!;
  const amount = parseAmount(needed(text("amount"), "--amount"), currency, "--amount");
  if (amount <= 0) throw new Usage("--amount is more than zero.");
  const start = text("start") ?? io.now().toISOString().slice(0, 10);
  if (!isIsoDate(start)) throw new Usage(`--start is a date such as 2026-11-22, not ${JSON.stringify(start)}.`);
  const count = wholeNumber(needed(text("count"), "--count"), "--count", 1, 480);
  const interval = parseInterval(text("interval")!, "--interval");
  const terms = text("terms") ? termsOfFile(text("terms")!, count, interval) : termsOfFlags(text, currency);
  const issue = checkTerms(terms, count, interval)[0];
  if (issue) throw new Usage(`These terms do not work: ${issue.message}`);
  return { amount, currency, terms, count, interval, start: toEpochDay(start) };
}

function termsOfFile(file: string, count: number, interval: Interval): Terms {
  const document = readDocument(file);
  const terms = document.value as Terms;
  const shape = checkShape(TermsSchema, terms);
  const issues = shape.length > 0 ? shape : checkTerms(terms, count, interval).map(asReason);
  if (issues.length > 0) throw new Refused(...issueLines(document, issues));
  return terms;
}

const asReason = ({ path, code, message }: TermsIssue) => ({ pointer: path, code, detail: message });

function termsOfFlags(text: (name: keyof typeof FLAGS) => string | undefined, currency: string): Terms {
  const repayment = oneOf(needed(text("method"), "--method (or --terms)"), "--method", METHODS);
  const perPeriod = text("fee-per-period");
  const fee = perPeriod ?? text("fee");
  if (perPeriod && text("fee")) throw new Usage("Give --fee or --fee-per-period, not both.");
  const [rate, down] = [text("rate"), text("down-payment")];
  return {
    repayment,
    ...(rate && { rate_ppm: parsePercent(rate, "--rate") }),
    ...(down && { down_payment: { amount: parseAmount(down, currency, "--down-payment") } }),
    ...(fee && {
      fees: [
        {
          code: "instalment_fee",
          charge: { ppm: parsePercent(fee, perPeriod ? "--fee-per-period" : "--fee") },
          per: perPeriod ? "period" : "total",
          when: "each",
          charged_by: "partner",
        },
      ],
    }),
  };
}

const scheduleJson = (built: Schedule, { currency, amount }: ScheduleInput) => ({
  currency,
  amount,
  total: built.total,
  cost: built.cost,
  pay_today: built.pay_today,
  runs: built.runs,
  rows: built.rows,
});

function scheduleText(built: Schedule, { currency }: ScheduleInput): string {
  const money = (minor: number) => formatAmount(minor, currency);
  const right = (head: string) => ({ head, align: "right" as const });
  const columns = [right("n"), { head: "due" }, ...["principal", "interest", "fee", "total", "outstanding"].map(right)];
  const rows = built.rows.map((row) => [
    String(row.n),
    row.due_on,
    ...[row.principal, row.interest, row.fee, row.total, row.outstanding].map(money),
  ]);
  const sums = `total ${money(built.total)} ${currency}, of which cost ${money(built.cost)}`;
  return `${[...table(columns, rows), "", sums].join("\n")}\n`;
}
