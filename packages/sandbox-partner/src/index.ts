export type { FaultBoard, Faults } from "./faults.ts";
export { type SandboxOptions, type SandboxPartner, startSandboxPartner } from "./server.ts";
export { isSigned, requestContent, sign } from "./signature.ts";
export type { Product, TermsBook } from "./terms.ts";
