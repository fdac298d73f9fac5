import { Usage } from "./command.ts";

/** The zone asked for; a {@link Usage} for one that does not exist. */
export function zoneOf(name: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    throw new Usage(`--zone is an IANA zone such as Asia/Shanghai, not ${JSON.stringify(name)}.`);
  }
}
