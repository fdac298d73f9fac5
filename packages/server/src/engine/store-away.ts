/** PostgreSQL classes and system errors that mean: the store is away, try again. */
const AWAY =
  /^(0800[0-6]|53\d{3}|58\d{3}|57P0[1-4]|3D000|28000|28P01)$|^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)$/;
const AWAY_WORDS =
  /timeout exceeded when trying to connect|Connection terminated|statement timeout|Client has encountered a connection error/;

/** Whether an error, or what caused it, says that the store is away: what was asked may be asked again later. */
export function isStoreAway(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (AWAY.test((cause as { code?: string }).code ?? "") || AWAY_WORDS.test(cause.message)) return true;
  }
  return false;
}
