import {
  Activity,
  Bell,
  BookOpen,
  CalendarRange,
  FileClock,
  Grid2x2,
  Landmark,
  LayoutDashboard,
  ListChecks,
  type LucideIcon,
  MessageSquare,
  ReceiptText,
  Scale,
  Settings,
  ShieldUser,
  SlidersHorizontal,
  Ticket,
  Users,
  Webhook,
} from "lucide-react";
import type { Permission } from "../session.ts";
import type { frameWords } from "../words/frame.ts";

type Name = keyof (typeof frameWords)["en"];

export interface Destination {
  readonly name: Name;
  readonly to: string;
  readonly icon: LucideIcon;
  /** Shown to those only who hold it; absent for everybody. */
  readonly needs?: Permission;
}

/** Today · what is offered · what happened · who asks · how it is run. */
export const GROUPS: readonly (readonly Destination[])[] = [
  [{ name: "today", to: "/", icon: LayoutDashboard }],
  [
    { name: "partners", to: "/partners", icon: Landmark, needs: "adjustments:read" },
    { name: "offers", to: "/offers", icon: Grid2x2, needs: "catalogue:read" },
    { name: "rules", to: "/rules", icon: ListChecks, needs: "catalogue:read" },
    { name: "adjustments", to: "/adjustments", icon: SlidersHorizontal, needs: "adjustments:read" },
    { name: "health", to: "/health", icon: Activity, needs: "adjustments:read" },
  ],
  [
    { name: "quotes", to: "/quotes", icon: ReceiptText, needs: "quotes:read" },
    { name: "plans", to: "/plans", icon: CalendarRange, needs: "plans:read" },
    { name: "ledger", to: "/ledger", icon: BookOpen, needs: "ledger:read" },
    { name: "reconciliation", to: "/reconciliation", icon: Scale, needs: "reconciliation:read" },
  ],
  [
    { name: "cases", to: "/cases", icon: MessageSquare, needs: "cases:read" },
    { name: "waitlist", to: "/waitlist", icon: Bell, needs: "adjustments:read" },
    { name: "compensation", to: "/compensation", icon: Ticket, needs: "compensations:read" },
    { name: "audit", to: "/audit", icon: FileClock, needs: "audit:read" },
  ],
  [
    { name: "people", to: "/people", icon: Users },
    { name: "shoppers", to: "/shoppers", icon: ShieldUser, needs: "shoppers:export" },
    { name: "webhooks", to: "/webhooks", icon: Webhook, needs: "webhooks:read" },
    { name: "settings", to: "/settings", icon: Settings },
  ],
];
