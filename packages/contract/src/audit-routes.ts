import { AuditPage, AuditQuery, AuditVerdict, AuditVerifyQuery } from "./audit.ts";
import { PATHS } from "./paths.ts";
import type { Route } from "./route.ts";

/** Who changed what, and that nobody rewrote it. */
export const AUDIT_ROUTES = {
  readAudit: {
    method: "GET",
    path: PATHS.audit,
    group: "Audit",
    summary: "Who changed what, newest first",
    access: "secret",
    needs: "audit:read",
    query: AuditQuery,
    answer: { status: 200, schema: AuditPage },
    problems: ["invalid_date", "unavailable"],
  },
  verifyAudit: {
    method: "GET",
    path: PATHS.auditVerify,
    group: "Audit",
    summary: "Whether the log is what was written: every entry, seal and signature computed anew",
    access: "secret",
    needs: "audit:read",
    query: AuditVerifyQuery,
    answer: { status: 200, schema: AuditVerdict },
    problems: ["unavailable"],
  },
} as const satisfies { readonly [id: string]: Route };
