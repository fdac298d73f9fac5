import type { Transporter } from "nodemailer";
import type { Channel } from "../../../engine/ports.ts";
import { unsubscribeHeaders } from "../sandbox/sandbox-channel.ts";

const PATIENCE_MS = 10_000;

/** Plain text by SMTP. `url`: `smtps://user:password@mail.example`; `from`: `Hetian Store <status@hetian.example>`. */
export function smtpChannel(url: string, from: string): Channel {
  const timeouts = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS };
  let transport: Transporter | undefined;
  const connect = async () => {
    const { createTransport } = await import("nodemailer");
    return createTransport({ url, ...timeouts });
  };
  return {
    async send(letter) {
      transport ??= await connect();
      await transport.sendMail({
        from,
        to: letter.to,
        subject: letter.subject.replace(/\s+/g, " "),
        text: letter.text,
        messageId: `<${letter.id}@${new URL(url).hostname}>`,
        headers: { ...unsubscribeHeaders(letter), "Auto-Submitted": "auto-generated" },
      });
    },
  };
}
