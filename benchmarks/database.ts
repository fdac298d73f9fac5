import { randomBytes } from "node:crypto";
import pg from "pg";

/** A database of a benchmark's own on the PostgreSQL that it was given. */
export interface OwnDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

export async function ownDatabase(server: string): Promise<OwnDatabase> {
  const name = `fenqi_bench_${randomBytes(6).toString("hex")}`;
  await statement(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => statement(server, `drop database ${name} with (force)`) };
}

async function statement(server: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(text);
  await client.end();
}
