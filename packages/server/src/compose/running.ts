import type { FastifyInstance } from "fastify";
import type { ServerConfig } from "../adapters/environment/config.ts";
import type { Log } from "../adapters/log/pino-log.ts";
import type { Store } from "../adapters/store/open-store.ts";
import type { Paces } from "../engine/partner-watch.ts";
import type { Clock } from "../engine/ports.ts";
import type { HttpLimits } from "../http/context.ts";

export interface StartOptions extends Partial<ServerConfig> {
  /** The clock; tests set their own. */
  readonly now?: Clock;
  readonly log?: Log;
  readonly limits?: Partial<HttpLimits>;
  /** How often partners are asked; tests hurry. */
  readonly paces?: Paces;
  /** False serves the API alone, without shop, status page and elements. Default true. */
  readonly pages?: boolean;
}

export interface RunningServer {
  /** `http://127.0.0.1:4180` */
  readonly url: string;
  readonly app: FastifyInstance;
  readonly store: Store;
  /** With which the first person of the merchant becomes its admin; absent where there is somebody already. */
  readonly setupToken?: string;
  /** Resolves when the demo's cases and what it gives back stand; its plans follow. At once without a demo. */
  readonly demoBegun: Promise<void>;
  /** Makes another merchant on this store, with its first secret key. */
  addMerchant(merchant: string, firstKey: string): Promise<void>;
  /** Resolves when no request is open, every waiting quote is recorded and the store is closed. */
  close(): Promise<void>;
}
