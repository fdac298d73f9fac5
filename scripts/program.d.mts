/** Flags of Node and variables of the environment with which a server stays small. */
export const SMALL: { readonly flags: readonly string[]; readonly env: { readonly [name: string]: string } };
/** File of the command line: the bundle, or the sources where one of them is newer. */
export function commandLine(): string;
/** Runs the command line; resolves to its exit code. */
export function runCommandLine(args: readonly string[], cwd?: string): Promise<number>;
