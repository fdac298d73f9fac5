/** Folder with initdb and postgres, version 15 or later; undefined where there is none. */
export function postgresFolder(): string | undefined;
