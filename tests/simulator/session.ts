import type { PGlite } from "@electric-sql/pglite";

/** The one session that the embedded database has. Connections take turns at it, and who is in a transaction keeps it. */
export interface Session {
  readonly database: PGlite;
  /** Resolves when it is the caller's, with how to give it on; first come, first served. */
  take(): Promise<() => void>;
  /** What becomes of the transaction of a connection that breaks. */
  ofBroken: "rollback" | "commit";
}

export function sessionOf(database: PGlite): Session {
  let last: Promise<void> = Promise.resolve();
  return {
    database,
    ofBroken: "rollback",
    async take() {
      const before = last;
      let give = () => {};
      last = new Promise((resolve) => {
        give = resolve;
      });
      await before;
      return give;
    },
  };
}
