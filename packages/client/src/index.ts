export type {
  Cart,
  ComparedWay,
  Comparison,
  LiveChanged,
  MissingWay,
  Option,
  OptionRow,
  PlanPreviewRequest,
  Quote,
  WebhookEvent,
} from "@fenqi/contract";
export { type Choice, ChoiceUnusable, readChoice } from "./choice.ts";
export { type CallOptions, createClient, type FenqiClient, type OnceOptions } from "./client.ts";
export { FenqiProblem } from "./problem.ts";
export { isSealed, sealQuote } from "./seal-quote.ts";
export { type Call, type ClientOptions, send } from "./send.ts";
export { verifyWebhook, type WebhookHeaders, WebhookRefused } from "./verify-webhook.ts";
