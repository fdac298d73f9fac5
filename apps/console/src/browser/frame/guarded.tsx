import type { ReactNode } from "react";
import { Forbidden } from "../parts/failure.tsx";
import { type Permission, useMay } from "../session.ts";

/** Keeps the frame and names the permission where the visitor does not hold it. */
export function Guarded({ needs, children }: { readonly needs: Permission; readonly children: ReactNode }) {
  return useMay()(needs) ? children : <Forbidden permission={needs} />;
}
