import type { Kysely } from "kysely";
import type { ChannelName, Letter, SandboxMessage } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

/** Keeps what a channel would have sent; the same letter is kept once. */
export async function keepLetter(
  db: Kysely<Tables>,
  channel: ChannelName,
  letter: Letter,
  about: Pick<SandboxMessage, "to" | "headers" | "at">,
): Promise<void> {
  await db
    .insertInto("sandbox_message")
    .values({
      merchant_id: letter.merchant,
      id: letter.id,
      channel,
      recipient: about.to,
      locale: letter.locale,
      template: letter.template,
      subject: letter.subject,
      body: letter.text,
      headers: JSON.stringify(about.headers),
      at: about.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Newest first. */
export async function sandboxMessages(
  db: Kysely<Tables>,
  merchant: string,
  limit: number,
): Promise<readonly SandboxMessage[]> {
  const rows = await db
    .selectFrom("sandbox_message")
    .selectAll()
    .where("merchant_id", "=", merchant)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ id, channel, recipient, locale, template, subject, body, headers, at }) => ({
    id,
    channel,
    to: recipient,
    locale,
    template,
    subject,
    text: body,
    headers: JSON.parse(headers) as SandboxMessage["headers"],
    at: at.toISOString(),
  }));
}
