// What an image runs: the command line as it was built, nothing installed or built any more. `--ready` asks the server that runs beside it.
import { leaveWith } from "./node24.mjs";
import { runCommandLine } from "./program.mjs";

const args = process.argv.slice(2);
const isReady = () =>
  fetch(`http://127.0.0.1:${process.env.PORT ?? 4180}/health/ready`).then(
    ({ ok }) => (ok ? 0 : 1),
    () => 1,
  );

await leaveWith(() => (args[0] === "--ready" ? isReady() : runCommandLine(args)));
