import { type Command, EXIT, Usage } from "./command.ts";
import { withServer } from "./connection.ts";

export const close: Command = {
  summary: "run the daily close of plans now",
  help: `fenqi close

Works every plan out up to today: what falls due, what was missed, what that costs. The server does it by itself within a
minute of midnight; this is for whoever wants to know that it is done. Safe at any time, twice, and while another runs.

Environment: FENQI_URL (http://127.0.0.1:4180), FENQI_KEY (sk_test_demo).
`,
  run: async (args, io) => {
    if (args.length > 0) throw new Usage("It takes no arguments.");
    const { plans } = await withServer(io, (api) => api.closeDay());
    io.out(`${plans} plans closed\n`);
    return EXIT.ok;
  },
};
