import type { OidcConfig, UserRole } from "../../engine/ports.ts";

const ROLES: readonly string[] = ["viewer", "support", "operator", "approver", "finance", "admin"] satisfies UserRole[];

const FORM =
  'must be JSON {issuer: "https://…", client_id, client_secret, roles: {"group": "operator"}, groups_claim: "groups"}';

/** FENQI_OIDC: a company's own sign-in, and the role of each of its groups. */
export function readOidc(
  text: string | undefined,
  wrong: (name: string, what: string) => void,
): OidcConfig | undefined {
  if (!text) return undefined;
  try {
    const { issuer, client_id, client_secret, roles, groups_claim = "groups" } = JSON.parse(text);
    const words = [client_id, client_secret, groups_claim];
    const isOurs = /^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(issuer);
    if (isOurs && words.every((word) => typeof word === "string" && word !== "") && areRoles(roles)) {
      return { issuer, clientId: client_id, clientSecret: client_secret, groupsClaim: groups_claim, roles };
    }
  } catch {
    // Said below, as for any other form.
  }
  wrong("FENQI_OIDC", FORM);
  return undefined;
}

const areRoles = (roles: unknown): roles is OidcConfig["roles"] =>
  typeof roles === "object" && roles !== null && Object.values(roles).every((role) => ROLES.includes(role));
