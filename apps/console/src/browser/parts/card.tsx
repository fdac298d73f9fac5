import type { LucideIcon } from "lucide-react";
import { type ReactNode, useId } from "react";

interface CardProps {
  readonly title: string;
  /** One grey fact beside the title. */
  readonly fact?: ReactNode;
  /** The number of a step, or an icon, before the title. */
  readonly step?: number;
  readonly icon?: LucideIcon;
  /** State, link or buttons at the right of the title. */
  readonly aside?: ReactNode;
  /** `preview`: nothing has happened yet. */
  readonly kind?: "plain" | "preview";
  /** Without padding, for tables that run to the edges. */
  readonly flush?: boolean;
  readonly className?: string;
  /** Where links within the page lead. */
  readonly anchor?: string;
  readonly children: ReactNode;
}

export function Card({
  title,
  fact,
  step,
  icon: Icon,
  aside,
  kind = "plain",
  flush,
  className = "",
  anchor,
  children,
}: CardProps) {
  const id = useId();
  return (
    <section id={anchor} className={`card ${kind} ${className}`} aria-labelledby={id}>
      <header>
        {step !== undefined && (
          <span className="step" aria-hidden="true">
            {step}
          </span>
        )}
        {Icon && <Icon size={16} aria-hidden="true" />}
        <h2 id={id}>{title}</h2>
        {fact !== undefined && <p className="fact">{fact}</p>}
        {aside !== undefined && <div className="aside">{aside}</div>}
      </header>
      <div className={flush ? "card-body flush" : "card-body"}>{children}</div>
    </section>
  );
}
