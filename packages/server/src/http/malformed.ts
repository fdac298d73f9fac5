import type { Socket } from "node:net";
import type { ProblemCode } from "@fenqi/contract";
import { toProblem } from "./problem.ts";

const CODES: { readonly [code: string]: ProblemCode } = {
  ERR_HTTP_REQUEST_TIMEOUT: "request_timeout",
};

/** Answers what is not even HTTP, or came too slowly, and closes the connection. */
export function answerMalformed(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return;
  const problem = toProblem(CODES[error.code ?? ""] ?? "invalid_request", { detail: "The request is not sound HTTP." });
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.status === 408 ? "Request Timeout" : "Bad Request"}\r\n` +
      `content-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
