import type { SettlementFlaw as Flaw, SettlementFileError } from "../../../engine/ports.ts";

/** A settlement file that is not as documented; what the line holds is not repeated. */
export class SettlementFlaw extends Error implements SettlementFileError {
  override readonly name = "SettlementFileError";
  readonly line: number;
  readonly flaw: Flaw;
  constructor(line: number, flaw: Flaw) {
    super(`line ${line} of the settlement file cannot be used: ${flaw}`);
    this.line = line;
    this.flaw = flaw;
  }
}
