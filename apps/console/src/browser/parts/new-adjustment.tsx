import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useMay } from "../session.ts";

/** Begins an adjustment, as C does everywhere. */
export function NewAdjustment({ label }: { readonly label: string }) {
  const may = useMay();
  const navigate = useNavigate();
  return (
    <button
      type="button"
      className="btn filled"
      disabled={!may("adjustments:write")}
      onClick={() => void navigate({ to: "/adjustments/new" })}
    >
      <Plus size={16} aria-hidden="true" />
      {label}
      <kbd>C</kbd>
    </button>
  );
}
