import { connect, createServer, type Socket } from "node:net";

/** One address for a database that moves: what a load balancer does in front of a primary and its standby. */
export interface Switch {
  readonly port: number;
  /** Drops every connection; the next ones lead there. */
  lead(port: number): void;
  close(): void;
}

/** Listens on a free port of this machine and leads to another. */
export async function openSwitch(first: number): Promise<Switch> {
  let target = first;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.pipe(other);
      socket.on("error", () => other.destroy());
      socket.once("close", () => {
        open.delete(socket);
        other.destroy();
      });
    }
  });
  const dropAll = () => {
    for (const socket of open) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as { port: number }).port,
    lead(port) {
      target = port;
      dropAll();
    },
    close() {
      server.close();
      dropAll();
    },
  };
}
