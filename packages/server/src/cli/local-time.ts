import type { FenqiClient } from "@fenqi/client";
import { zoneName } from "@fenqi/words";

/** How every table of the command line writes instants: by the merchant's own clock. What is for programs keeps them as they are. */
export interface LocalTime {
  /** `2026-11-24 10:00`; empty for none. */
  readonly minute: (instant: string | null | undefined) => string;
  /** `2026-11-24`; empty for none. */
  readonly day: (instant: string | null | undefined) => string;
  /** `Beijing time` */
  readonly zone: string;
}

export function localTime(zone: string): LocalTime {
  // Swedish writes what ISO 8601 does, with a space between.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  const minute: LocalTime["minute"] = (instant) => (instant ? format.format(new Date(instant)) : "");
  return { minute, day: (instant) => minute(instant).slice(0, 10), zone: zoneName(zone, "en") };
}

/** That of the merchant whom the key belongs to; what is for programs names no zone, and none is asked for. */
export const merchantTime = async (api: FenqiClient, { json }: { readonly json: boolean }): Promise<LocalTime> =>
  localTime(json ? "UTC" : (await api.announcements()).merchant.time_zone);
