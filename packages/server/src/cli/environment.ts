import { Refused } from "./command.ts";

/** What `read` finds wrong with the environment is {@link Refused}. */
export function configOf<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if ((error as Error).name !== "ConfigError") throw error;
    throw new Refused((error as Error).message);
  }
}
