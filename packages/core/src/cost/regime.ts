import type { IsoDate } from "../calendar/types.ts";
import type { Minor } from "../money/types.ts";
import type { Payments, ScheduleInput } from "../schedule/types.ts";
import type { Ceiling } from "./ceiling.ts";
import type { RegimeId } from "./types.ts";

/** Yearly figures as fractions; null where the regime defines none or the flows have none. */
export interface Figures {
  readonly nominal: number | null;
  readonly effective: number | null;
}

/** What a rule asks for from a date on. The newest edition in force applies. */
export interface Edition {
  readonly from: IsoDate;
  /** Keys of the fields that must stand on the page before commitment. */
  readonly required: readonly string[];
  readonly acknowledgement: { readonly reading_seconds: number; readonly confirm: boolean };
  /** The statement that nothing else is charged. */
  readonly nothing_else: boolean;
  /** Cost items that are named with 0 when they are not charged. */
  readonly named_when_free: readonly string[];
}

/** A ceiling on the yearly rate. */
export interface Cap extends Ceiling {
  /** Percent with six places; a rate above it breaches. */
  readonly percent: string;
  readonly measured: "nominal" | "effective";
}

/** A ceiling on what an agreement charges in money. What is absent is not limited. */
export interface CostCap extends Ceiling {
  /** Only agreements for a year at most whose effective yearly rate is at least so many percent. Absent: all. */
  readonly short_from?: string;
  /** Interest and fees, in percent of what is owed on each day, all days together. At most three places. */
  readonly daily_percent?: string;
  /** Interest and fees, in percent of the amount of credit; whole. */
  readonly total_percent?: string;
  /** Fees beside interest within the agreement's first year, and within each later one. Minor units. */
  readonly yearly_fees?: { readonly first: Minor; readonly later: Minor };
}

/** A ceiling on late charges. What is absent is not limited. */
export interface LateCap extends Ceiling {
  /** Only agreements that were short and dear by a {@link CostCap.short_from} when they were made. */
  readonly high_cost_short_term?: true;
  /** Percent a year, six places, of the overdue principal for the days it is overdue: all late charges together. */
  readonly yearly_percent?: string;
  /** All late charges on rows due within one year of a plan, counted from its agreement. Minor units. */
  readonly per_plan_year?: Minor;
  /** Fixed charges, all of an agreement's together; counted for {@link high_cost_short_term} alone. Minor units. */
  readonly fixed_per_plan?: Minor;
  /** What grows by the day, in percent a day of the overdue principal. At most four places. */
  readonly daily_percent?: string;
  /** Interest, fees and late charges together, in percent of what was lent; whole. Reckoned as `fixed_per_plan`. */
  readonly total_percent?: string;
}

/** One jurisdiction: how it measures cost and what it asks to be shown. */
export interface Regime {
  readonly id: RegimeId;
  /** Stable key of the headline's name. */
  readonly label: string;
  /** The figures it defines; the first is the headline. */
  readonly shown: readonly ["nominal" | "effective", ...("nominal" | "effective")[]];
  readonly figures: (input: ScheduleInput, schedule: Payments) => Figures;
  /** How far a stated figure may be off, in percentage points; `decimals` are those it is stated with. */
  readonly tolerance: { readonly decimals: number; readonly over: number; readonly under: number };
  /** Oldest first; the first one's date is where the regime begins. */
  readonly editions: readonly [Edition, ...Edition[]];
  readonly caps: readonly Cap[];
  /** Absent: no ceiling in money is configured. */
  readonly cost_caps?: readonly CostCap[];
  /** Absent: no ceiling on late charges is configured. */
  readonly late_caps?: readonly LateCap[];
}

export const NO_FIGURES: Figures = { nominal: null, effective: null };

/** No reading time; a click confirms. */
export const CONFIRMED = { reading_seconds: 0, confirm: true } as const;
