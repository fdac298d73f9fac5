/** Retries that a partner's line may bear, so that a failing partner is not asked twice as often. */
export interface RetryBudget {
  /** A call is made: earns a tenth of a retry. */
  earn(): void;
  /** Spends one retry; false when there is none left. */
  spend(): boolean;
}

const SHARE = 0.1;
const MOST = 10;

/** At most one retry for ten calls over time, and ten at once. */
export function retryBudget(): RetryBudget {
  let left = MOST;
  return {
    earn() {
      left = Math.min(MOST, left + SHARE);
    },
    spend() {
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
