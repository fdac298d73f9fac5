import * as oidc from "openid-client";
import type { CompanySignIn, OidcConfig } from "../../engine/ports.ts";

/** Signing in at a company's own OpenID Connect server: code flow with PKCE, state and nonce. */
export function openidClient({ issuer, clientId, clientSecret, groupsClaim }: OidcConfig): CompanySignIn {
  const url = new URL(issuer);
  // A server on this machine is for trying it out; every other one must be https.
  const local = url.protocol === "http:" && /^(localhost|127\.0\.0\.1)$/.test(url.hostname);
  let found: Promise<oidc.Configuration> | undefined;
  const configuration = (): Promise<oidc.Configuration> => {
    found ??= oidc
      .discovery(url, clientId, clientSecret, undefined, local ? { execute: [oidc.allowInsecureRequests] } : {})
      .catch((error: unknown) => {
        // Asked again next time: the server may have been away.
        found = undefined;
        throw error;
      });
    return found;
  };

  return {
    async start(redirectUri) {
      const verifier = oidc.randomPKCECodeVerifier();
      const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
      const to = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: "openid email profile",
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        state,
        nonce,
      });
      return { to: to.href, kept: { verifier, state, nonce } };
    },

    async finish(back, { verifier, state, nonce }) {
      const tokens = await oidc.authorizationCodeGrant(await configuration(), new URL(back), {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      const groups = claims[groupsClaim];
      return {
        issuer: claims.iss,
        subject: claims.sub,
        email: claims.email_verified === true && typeof claims.email === "string" ? claims.email : undefined,
        name: typeof claims.name === "string" && claims.name.trim() !== "" ? claims.name : undefined,
        groups: Array.isArray(groups) ? groups.filter((group) => typeof group === "string") : [],
      };
    },
  };
}
