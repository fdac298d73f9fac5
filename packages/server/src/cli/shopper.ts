import { randomUUID } from "node:crypto";
import type { ShopperErasure, ShopperRequest } from "@fenqi/contract";
import { type Command, EXIT, Usage } from "./command.ts";
import { withServer } from "./connection.ts";
import { parseFlags, positionals } from "./flags.ts";

const FLAGS = {
  ref: { type: "string" },
  email: { type: "string" },
  sms: { type: "string" },
  wechat: { type: "string" },
  inbox: { type: "string" },
  reason: { type: "string" },
} as const;

const REASONS = ["asked", "closed", "unneeded"] as const;
const CHANNELS = ["email", "sms", "wechat", "inbox"] as const;

export const shopper: Command = {
  summary: "hand out, or erase, everything that is kept of one shopper",
  help: `fenqi shopper export | erase [--ref REF] [--email ADDRESS] [--reason WHY]

  export              everything that is kept of them, as one JSON document
  erase               erase it, for good; their plans stay in the books under a pseudonym
                      refused while a plan of theirs has not ended

  --ref s-20481       the store's own reference of the shopper
  --email ADDRESS     an address of theirs; or --sms, --wechat, --inbox, one at a time
  --reason asked      why it is erased, for the audit log: asked, closed (the account), or unneeded

Name both where you know both: an address is not looked up by a reference, because several people may share one.

Environment: FENQI_URL (http://127.0.0.1:4180), FENQI_KEY (sk_test_demo), a secret key of an admin, or one limited to
shoppers:export or shoppers:erase.
`,
  run: async (args, io) => {
    const { values, positionals: rest } = parseFlags(args, FLAGS);
    const [verb, ...more] = rest;
    positionals(more);
    const request = requestOf(values);
    if (verb === "export") {
      const exported = await withServer(io, (api) => api.exportShopper(request));
      io.out(`${JSON.stringify(exported, null, 2)}\n`);
      return EXIT.ok;
    }
    if (verb === "erase") {
      const erasure = { ...request, ...reasonOf(values.reason) };
      const answer = await withServer(io, (api) => api.eraseShopper(erasure, { idempotencyKey: randomUUID() }));
      io.out(`${JSON.stringify(answer, null, 2)}\n`);
      return EXIT.ok;
    }
    throw new Usage("Say export or erase.");
  },
};

function reasonOf(given: string | undefined): Pick<ShopperErasure, "reason"> {
  if (given === undefined) return {};
  const reason = REASONS.find((each) => each === given);
  if (!reason) throw new Usage("--reason is asked, closed or unneeded.");
  return { reason };
}

function requestOf({ ref, ...addresses }: { readonly [F in keyof typeof FLAGS]?: string | undefined }): ShopperRequest {
  const given = CHANNELS.flatMap((channel) => {
    const address = addresses[channel];
    return address === undefined ? [] : [{ channel, address }];
  });
  if (given.length > 1) throw new Usage("Name one address at a time.");
  if (ref === undefined && given.length === 0) throw new Usage("Name the shopper: --ref, --email, or both.");
  return { ...(ref === undefined ? {} : { shopper_ref: ref }), ...given[0] };
}
