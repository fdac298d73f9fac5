import type { MissingWay, Option, QuoteAnswer } from "@fenqi/core/quote";
import {
  piece,
  writeByte,
  writeLasting,
  writeList,
  writeNumber,
  writePiece,
  writeText,
  writeValue,
} from "./byte-desk.ts";

/** A quote's answer; `engine_changed` where other rules answer it otherwise now. */
export type WrittenAnswer = QuoteAnswer & { readonly engine_changed?: true };

/**
 * Writes an answer to the desk behind its instants, byte for byte as JSON.stringify would. What its catalogue says in every answer (partners,
 * causes, words in Chinese) was made bytes the first time: to write it anew, and encode it, takes longer than to quote.
 */
export function writeAnswer(answer: WrittenAnswer): void {
  writePiece(CATALOGUE_VERSION);
  writeText(answer.catalogue_version);
  writePiece(CURRENCY);
  writeText(answer.currency);
  writePiece(TOTAL);
  writeNumber(answer.total);
  writePiece(OPTIONS);
  writeList(answer.options, writeOption);
  writePiece(MISSING);
  writeList(answer.missing, writeMissing);
  if (answer.engine_changed) writePiece(ENGINE_CHANGED);
  writeByte(CLOSE);
}

const CLOSE = 0x7d;
const CATALOGUE_VERSION = piece(',"catalogue_version":');
const CURRENCY = piece(',"currency":');
const TOTAL = piece(',"total":');
const OPTIONS = piece(',"options":');
const MISSING = piece(',"missing":');
const ENGINE_CHANGED = piece(',"engine_changed":true');

function writeOption(option: Option): void {
  const { rate, disclosure } = option;
  writePiece(headOfOption(option));
  writeNumber(option.pay_today);
  writePiece(RUNS);
  writeList(option.runs, writeRun);
  writePiece(TOTAL);
  writeNumber(option.total);
  writePiece(COST);
  writeNumber(option.cost);
  if (rate === null) writePiece(NO_RATE);
  else writeRate(rate);
  writePiece(PRICED_BY);
  writeText(option.priced_by);
  writePiece(FIRST_DUE_ON);
  writeText(option.first_due_on);
  writePiece(LAST_DUE_ON);
  writeText(option.last_due_on);
  writePiece(DISCLOSURE);
  if ("regime" in disclosure) writeValue(disclosure);
  else writeLasting(disclosure);
  writePiece(BADGES);
  writeList(option.badges, writeText);
  writePiece(ADJUSTMENTS);
  writeList(option.adjustments, writeAdjustment);
  if (option.schedule !== undefined) {
    writePiece(SCHEDULE);
    writeValue(option.schedule);
  }
  if (option.lease !== undefined) {
    writePiece(LEASE);
    writeLease(option.lease);
  }
  if (option.changed_from !== undefined) {
    writePiece(CHANGED_FROM);
    writeValue(option.changed_from);
  }
  writeByte(CLOSE);
}

const RUNS = piece(',"runs":');
const COST = piece(',"cost":');
const NO_RATE = piece(',"rate":null');
const PRICED_BY = piece(',"priced_by":');
const FIRST_DUE_ON = piece(',"first_due_on":');
const LAST_DUE_ON = piece(',"last_due_on":');
const DISCLOSURE = piece(',"disclosure":');
const ID = piece('{"id":');
const BADGES = piece(',"badges":');
const ADJUSTMENTS = piece(',"adjustments":');
const SCHEDULE = piece(',"schedule":');
const LEASE = piece(',"lease":');
const CHANGED_FROM = piece(',"changed_from":');

function writeRun({ count, amount }: Option["runs"][number]): void {
  writePiece(RUN);
  writeNumber(count);
  writePiece(AMOUNT);
  writeNumber(amount);
  writeByte(CLOSE);
}

const RUN = piece('{"count":');
const AMOUNT = piece(',"amount":');

function writeRate({ regime, nominal, effective, headline, label }: NonNullable<Option["rate"]>): void {
  writePiece(RATE);
  writeText(regime);
  writePiece(NOMINAL);
  writeText(nominal);
  writePiece(EFFECTIVE);
  writeText(effective);
  writePiece(HEADLINE);
  writeText(headline);
  writePiece(LABEL);
  writeText(label);
  writeByte(CLOSE);
}

const RATE = piece(',"rate":{"regime":');
const NOMINAL = piece(',"nominal":');
const EFFECTIVE = piece(',"effective":');
const HEADLINE = piece(',"headline":');
const LABEL = piece(',"label":');

function writeAdjustment({ id, kind, cause, explanation }: Option["adjustments"][number]): void {
  writePiece(ID);
  writeText(id);
  writePiece(KIND);
  writeText(kind);
  writePiece(CAUSE);
  writeText(cause);
  writePiece(EXPLANATION);
  writeLasting(explanation);
  writeByte(CLOSE);
}

const KIND = piece(',"kind":');
const CAUSE = piece(',"cause":');
const EXPLANATION = piece(',"explanation":');

function writeLease(lease: NonNullable<Option["lease"]>): void {
  writePiece(DEPOSIT);
  writeNumber(lease.deposit);
  writePiece(lease.deposit_waived ? WAIVED : NOT_WAIVED);
  writeNumber(lease.rent);
  writePiece(BUYOUTS);
  writeList(lease.buyouts, writeBuyout);
  writePiece(COMPARISON_RATE);
  writeText(lease.comparison_rate);
  writeByte(CLOSE);
}

const DEPOSIT = piece('{"deposit":');
const WAIVED = piece(',"deposit_waived":true,"rent":');
const NOT_WAIVED = piece(',"deposit_waived":false,"rent":');
const BUYOUTS = piece(',"buyouts":');
const COMPARISON_RATE = piece(',"comparison_rate":');

function writeBuyout({ after, price }: NonNullable<Option["lease"]>["buyouts"][number]): void {
  writePiece(AFTER);
  writeNumber(after);
  writePiece(PRICE);
  writeNumber(price);
  writeByte(CLOSE);
}

const AFTER = piece('{"after":');
const PRICE = piece(',"price":');

function writeMissing(way: MissingWay): void {
  writePiece(headOfMissing(way));
  writeList(way.causes, writeLasting);
  writePiece(BACK);
  writeLasting(way.back);
  writePiece(WOULD_HELP);
  writeList(way.would_help, writeHelp);
  writePiece(ALTERNATIVES);
  writeList(way.alternatives, writeAlternative);
  if (way.adjustment !== undefined) {
    writePiece(ADJUSTMENT);
    writeText(way.adjustment);
  }
  writeByte(CLOSE);
}

const BACK = piece(',"back":');
const WOULD_HELP = piece(',"would_help":');
const ALTERNATIVES = piece(',"alternatives":');
const ADJUSTMENT = piece(',"adjustment":');

function writeHelp(help: MissingWay["would_help"][number]): void {
  if (help.change !== "increase_total" && help.change !== "reduce_total") return void writeValue(help);
  writePiece(CHANGE);
  writeText(help.change);
  writePiece(BY);
  writeNumber(help.by);
  writePiece(TO);
  writeNumber(help.to);
  writeByte(CLOSE);
}

const CHANGE = piece('{"change":');
const BY = piece(',"by":');
const TO = piece(',"to":');

function writeAlternative({ option, extra_total, extra_per_period }: MissingWay["alternatives"][number]): void {
  writePiece(headOfAlternative(option));
  writeNumber(extra_total);
  writePiece(EXTRA_PER_PERIOD);
  writeNumber(extra_per_period);
  writeByte(CLOSE);
}

const EXTRA_PER_PERIOD = piece(',"extra_per_period":');

/** By the option's id: a few dozen stand in all answers together, each of them in many ways. */
const alternativeHeads = new Map<string, Uint8Array>();
const MOST_HEADS = 4_096;

function headOfAlternative(option: string): Uint8Array {
  let bytes = alternativeHeads.get(option);
  if (bytes === undefined) {
    bytes = piece(`{"option":${JSON.stringify(option)},"extra_total":`);
    if (alternativeHeads.size === MOST_HEADS) alternativeHeads.clear();
    alternativeHeads.set(option, bytes);
  }
  return bytes;
}

/** What stands first in a way and comes from its offer alone, until the place of its figures. */
interface Head {
  readonly id: string;
  readonly interval: object;
  readonly method: string;
  readonly count: number | null;
  readonly prominence: string;
  readonly bytes: Uint8Array;
}

/** By the object that shows the partner: a catalogue has one for each offer and language. */
const optionHeads = new WeakMap<object, Head>();
const missingHeads = new WeakMap<object, Head>();

function headOfOption({ id, offer, partner, method, count, interval, prominence }: Option): Uint8Array {
  const known = optionHeads.get(partner);
  if (known !== undefined && isOf(known, id, method, count, interval, prominence)) return known.bytes;
  const json = JSON.stringify({ id, offer, partner, method, count, interval, prominence });
  const bytes = piece(`${json.slice(0, -1)},"pay_today":`);
  optionHeads.set(partner, { id, method, count, interval, prominence, bytes });
  return bytes;
}

function headOfMissing({ offer, partner, method, count, interval }: MissingWay): Uint8Array {
  const known = missingHeads.get(partner);
  if (known !== undefined && isOf(known, offer, method, count, interval, "")) return known.bytes;
  const json = JSON.stringify({ offer, partner, method, count, interval });
  const bytes = piece(`${json.slice(0, -1)},"causes":`);
  missingHeads.set(partner, { id: offer, method, count, interval, prominence: "", bytes });
  return bytes;
}

const isOf = (head: Head, id: string, method: string, count: number | null, interval: object, prominence: string) =>
  head.id === id &&
  head.method === method &&
  head.count === count &&
  head.interval === interval &&
  head.prominence === prominence;
