import { checkRamp, type Ramp } from "@fenqi/core/adjustment";
import type { PartnerConfig } from "../partners/connect.ts";

type Wrong = (name: string, what: string) => void;

const FORM = 'must be a JSON list of {merchant, partner, adapter: "sandbox", url, secret}';

/** FENQI_PARTNERS: who is connected, and how. */
export function readPartners(text: string | undefined, wrong: Wrong): readonly PartnerConfig[] | undefined {
  if (!text) return undefined;
  try {
    const listed: unknown = JSON.parse(text);
    if (Array.isArray(listed) && listed.every(isPartner)) return listed;
  } catch {
    // Said below, as for any other form; the text may hold a secret and is not repeated.
  }
  wrong("FENQI_PARTNERS", FORM);
  return undefined;
}

function isPartner(value: unknown): value is PartnerConfig {
  const { merchant, partner, adapter, url, secret } = (value ?? {}) as { readonly [name: string]: unknown };
  const texts = [merchant, partner, url, secret].every((text) => typeof text === "string" && text !== "");
  return texts && adapter === "sandbox" && /^https?:\/\/[^/?#@]+$/.test(url as string);
}

/** FENQI_INCIDENT_RAMP: `10%:5,50%:5,100%:0`, shares of shoppers with the minutes that each lasts at least. */
export function readIncidentRamp(text: string | undefined, wrong: Wrong): Ramp | undefined {
  if (!text) return undefined;
  const parts = text.split(",").map((part) => /^(\d{1,3})%:(\d{1,4})$/.exec(part.trim()));
  const steps = parts.flatMap((part) =>
    part ? [{ share_ppm: Number(part[1]) * 10_000, dwell_minutes: Number(part[2]) }] : [],
  );
  if (steps.length === parts.length && checkRamp({ steps }).length === 0) return { steps };
  wrong("FENQI_INCIDENT_RAMP", "must be rising shares with minutes, the last of them 100%: 10%:5,50%:5,100%:0");
  return undefined;
}
