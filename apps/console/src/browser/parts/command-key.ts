/** A key with the platform's own command key, as its keyboard has it: `⌘K`, `Ctrl K`. */
export const commandKey = (key: string): string =>
  /Mac|iPhone|iPad/.test(navigator.platform) ? `⌘${key}` : `Ctrl ${key}`;
