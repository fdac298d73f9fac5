import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { smtpChannel } from "./smtp-channel.ts";

/** A mail server that takes everything: what was sent, line by line. */
const lines: string[] = [];
const server = createServer((socket) => {
  let data = false;
  socket.write("220 test\r\n");
  socket.on("data", (chunk) => {
    for (const line of chunk.toString().split("\r\n").slice(0, -1)) {
      lines.push(line);
      if (data) {
        if (line !== ".") continue;
        data = false;
        socket.write("250 ok\r\n");
      } else if (line === "DATA") {
        data = true;
        socket.write("354 go on\r\n");
      } else if (line === "QUIT") socket.end("221 bye\r\n");
      else socket.write("250 ok\r\n");
    }
  });
});
let url = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

test("a letter goes out as plain text, with one-click unsubscribe and one recipient, whatever it says", async () => {
  await smtpChannel(url, "Hetian Store <status@hetian.example>").send({
    merchant: "hetian",
    id: "msg_1",
    to: "lin@example.com",
    locale: "en",
    template: "adjustment",
    subject: "Started\r\nBcc: other@example.com",
    text: "<script>alert(1)</script>",
    unsubscribe: "https://pay.example/status/unsubscribe?token=t",
  });
  const mail = lines.join("\n");
  expect(lines.filter((line) => line.startsWith("RCPT TO"))).toEqual(["RCPT TO:<lin@example.com>"]);
  expect(mail).not.toMatch(/^Bcc:/m);
  expect(mail).toContain("List-Unsubscribe: <https://pay.example/status/unsubscribe?token=t>");
  expect(mail).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(mail).toContain("Message-ID: <msg_1@127.0.0.1>");
  expect(mail).toMatch(/^Content-Type: text\/plain/m);
  expect(mail).not.toContain("text/html");
});
