import { createPrivateKey, type KeyObject } from "node:crypto";

/** A private key in the form that the SDK takes: PEM of PKCS#1. Throws for what is no RSA key. */
export const pkcs1 = (key: string): string => readKey(key).export({ type: "pkcs1", format: "pem" }).toString();

function readKey(key: string): KeyObject {
  if (key.includes("-----BEGIN")) return createPrivateKey(key);
  const der = Buffer.from(key, "base64");
  try {
    return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  } catch {
    return createPrivateKey({ key: der, format: "der", type: "pkcs1" });
  }
}
