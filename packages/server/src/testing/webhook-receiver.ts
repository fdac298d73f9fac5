import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly headers: Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string> & IncomingHttpHeaders;
  readonly body: string;
}

/** How a receiver treats a request: a status, or anything it likes with the response. */
export type Treat = (received: Received) => number | ((response: ServerResponse) => void);

export interface Receiver {
  readonly url: string;
  /** Every request, in the order in which its body had arrived. */
  readonly received: Received[];
  close(): Promise<void>;
}

/** A receiver of webhooks on a port of its own; 204 to everything unless told otherwise. */
export async function webhookReceiver(treat: Treat = () => 204): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    request.on("error", () => {});
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one = { headers: request.headers as Received["headers"], body: Buffer.concat(chunks).toString() };
    received.push(one);
    const how = treat(one);
    if (typeof how === "number") response.writeHead(how).end();
    else how(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
