import { checkShape, QuoteRequest as QuoteRequestSchema } from "@fenqi/contract";
import type { Cart, QuoteRequest } from "@fenqi/core";
import { formatInstant, parseInstant } from "@fenqi/core/calendar";
import { parseAmount } from "./amount.ts";
import { type Io, Refused, Usage } from "./command.ts";
import { at, readDocument } from "./document.ts";

export interface QuoteValues {
  readonly amount?: string | undefined;
  readonly currency: string;
  readonly market?: string | undefined;
  readonly channel?: string | undefined;
  readonly category: string;
  readonly tag?: readonly string[] | undefined;
  readonly locale?: string | undefined;
}

/** The request that a cart file and the flags make; flags go before the file. What is wrong is shown with its line. */
export function quoteInput(file: string | undefined, values: QuoteValues): QuoteRequest {
  const document = file === undefined ? undefined : readDocument(file);
  const whole = isRecord(document?.value) && "cart" in document.value;
  const from = isRecord(document?.value) ? document.value : {};
  const request = {
    ...(whole ? from : { cart: document ? document.value : oneItemCart(values) }),
    market: values.market ?? from.market ?? "CN",
    channel: values.channel ?? from.channel ?? "web",
    locale: values.locale ?? from.locale ?? "zh-CN",
  };
  const issues = checkShape(QuoteRequestSchema, request);
  if (issues.length === 0) return request as QuoteRequest;
  if (!document) throw new Usage(issues.map(({ pointer, detail }) => `${pointer}: ${detail}`).join("\n"));
  const place = (pointer: string) => document.locate(whole ? pointer : pointer.replace(/^\/cart/, ""));
  throw new Refused(
    ...issues.map(({ pointer, code, detail }) => at(document.file, place(pointer), `${pointer} ${code}: ${detail}`)),
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function oneItemCart({ amount, currency, category, tag }: QuoteValues): Cart {
  const total = parseAmount(amount ?? "", currency, "--amount");
  const item = { sku: "item", name: category, category, tags: tag ?? [], unit_amount: total, quantity: 1 };
  return { currency, total, items: [item] };
}

/** The instant asked for, as core writes it, or now. */
export function askedAt(text: string | undefined, io: Io): string {
  if (text === undefined) return formatInstant(io.now().getTime());
  const ms = parseInstant(text);
  if (Number.isNaN(ms))
    throw new Usage(`--at is an instant such as 2026-11-22T02:28:00Z, not ${JSON.stringify(text)}.`);
  return formatInstant(ms);
}
