import type { QuoteBody } from "@fenqi/contract";
import type { QuoteAnswer, QuoteRequest } from "@fenqi/core/quote";
import { type CatalogueFile, readCatalogue } from "./catalogue-file.ts";
import { type Command, EXIT, type Io, Usage } from "./command.ts";
import { withServer } from "./connection.ts";
import { parseFlags, positionals } from "./flags.ts";
import { askedAt, quoteInput } from "./quote-input.ts";
import { quoteOffline } from "./quote-offline.ts";
import { quoteText } from "./quote-text.ts";
import { zoneOf } from "./zone.ts";

export const QUOTE_FLAGS = {
  amount: { type: "string" },
  currency: { type: "string", default: "CNY" },
  market: { type: "string" },
  channel: { type: "string" },
  category: { type: "string", default: "phone" },
  tag: { type: "string", multiple: true },
  locale: { type: "string" },
  at: { type: "string" },
  zone: { type: "string" },
  catalogue: { type: "string" },
  schedules: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

export const quote: Command = {
  summary: "every way to pay a cart, and why a way is missing",
  help: `fenqi quote [CART] [flags]

Asks the running server, or a catalogue file with --catalogue.

  CART                 a file (YAML or JSON): the body of POST /v1/quotes, or its cart alone
  --amount 4999.00     in place of CART: one item of this price
  --currency CNY       its currency; CNY where not given
  --category phone     its category; phone where not given
  --tag new            a tag of it; may be repeated
  --market CN          ISO country; CN where neither CART nor flag says
  --channel web        web where neither CART nor flag says
  --locale zh-CN       zh-CN or en; zh-CN where neither CART nor flag says
  --at INSTANT         the instant to quote for (a test key's right), such as 2026-11-22T02:28:00Z
  --zone Asia/Shanghai zone in which instants are printed; the merchant's where not given
  --catalogue FILE     quote from this file, asking no server
  --schedules          keep the rows of every schedule in --json
  --json               the whole answer as JSON

Environment: FENQI_URL (http://127.0.0.1:4180), FENQI_KEY (sk_test_demo).
Example: fenqi quote --amount 4999.00 --locale en
`,
  run: async (args, io) => {
    const { values, positionals: rest } = parseFlags(args, QUOTE_FLAGS);
    const [file] = rest.length === 0 ? [undefined] : positionals(rest, "CART");
    if ((file === undefined) === (values.amount === undefined)) throw new Usage("Give a CART file or --amount.");
    const request = quoteInput(file, values);
    const shown = { ...values, zone: values.zone === undefined ? undefined : zoneOf(values.zone) };
    const { answer, zone } = values.catalogue
      ? offline(readCatalogue(values.catalogue), request, askedAt(values.at, io), shown)
      : await online(io, { ...request, ...(values.at && { at: values.at }) }, shown);
    io.out(values.json ? `${JSON.stringify(answer, null, 2)}\n` : quoteText(answer, { locale: request.locale, zone }));
    return EXIT.ok;
  },
};

interface Asked {
  readonly answer: QuoteAnswer;
  /** The merchant's own, in which the explanations speak; a flag goes before it. */
  readonly zone: string;
}

interface Shown {
  readonly schedules: boolean;
  readonly json: boolean;
  readonly zone: string | undefined;
}

/** What is for programs names no zone, and none is asked for. */
const online = (io: Io, request: QuoteBody, { schedules, json, zone }: Shown): Promise<Asked> =>
  withServer(io, async (api) => ({
    answer: await api.quote(request, { schedules: schedules ? "all" : "none" }),
    zone: zone ?? (json ? "UTC" : (await api.announcements()).merchant.time_zone),
  }));

function offline(file: CatalogueFile, request: QuoteRequest, at: string, { schedules, zone }: Shown): Asked {
  const answer = quoteOffline(file, request, at, schedules);
  return { answer, zone: zone ?? file.catalogue.merchant.time_zone };
}
