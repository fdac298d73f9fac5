import { LIMITS } from "@fenqi/contract";
import type { FastifyReply } from "fastify";
import { answerMalformed } from "./malformed.ts";

/** Milliseconds that a body may take from its head to its last byte, and a file. */
const BODY_MS = 7_000;
export const FILE_MS = 300_000;
const LOOK_MS = 1_000;

class RequestTimeout extends Error {
  readonly code = "ERR_HTTP_REQUEST_TIMEOUT";
}

export interface SlowBodies {
  /** From the head of a request until it has ended, however it ends. */
  watch(reply: FastifyReply): void;
  leave(reply: FastifyReply): void;
  stop(): void;
}

/** Cuts off whose body comes too slowly, with 408. Node's own timeout knows one time for all: that of a file. */
export function slowBodies(): SlowBodies {
  const open = new Set<FastifyReply>();
  const look = setInterval(() => {
    for (const reply of open) {
      const ms = reply.elapsedTime;
      // The oldest come first.
      if (ms < BODY_MS) return;
      const { raw, routeOptions } = reply.request;
      const isFile = (routeOptions.bodyLimit ?? 0) > LIMITS.bodyBytes;
      if (!raw.complete && ms >= (isFile ? FILE_MS : BODY_MS)) {
        open.delete(reply);
        answerMalformed(new RequestTimeout("the body came too slowly"), raw.socket);
      }
    }
  }, LOOK_MS);
  look.unref();
  return {
    watch: (reply) => void open.add(reply),
    leave: (reply) => void open.delete(reply),
    stop: () => clearInterval(look),
  };
}
