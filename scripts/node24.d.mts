/** Where Node keeps what it has compiled, as a variable of the environment. */
export const COMPILED: { readonly NODE_COMPILE_CACHE: string };
