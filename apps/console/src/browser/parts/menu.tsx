import { ChevronDown, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Dialog, DialogTrigger, Popover } from "react-aria-components";

/** A button that opens a small panel over the page; choosing one of its items, Escape and a click outside close it. */
export function Menu(props: {
  label: string;
  icon?: LucideIcon;
  bare?: boolean;
  children: ReactNode;
  face?: ReactNode;
}) {
  const { label, icon: Icon, bare, children, face } = props;
  return (
    <DialogTrigger>
      <Button className={bare ? "menu-face" : "btn quiet"} {...(face === undefined ? { "aria-label": label } : {})}>
        {Icon && <Icon size={16} aria-hidden="true" />}
        {face ?? label}
        {!bare && <ChevronDown size={14} aria-hidden="true" />}
      </Button>
      <Popover className="menu" placement="bottom end" {...within()}>
        <Dialog aria-label={label} className="menu-body">
          {({ close }) => (
            // The items are buttons and links of their own; this only hears that one was chosen.
            // biome-ignore lint/a11y/noStaticElementInteractions: see above
            // biome-ignore lint/a11y/useKeyWithClickEvents: see above
            <div onClick={(event) => event.target instanceof Element && event.target.closest(".menu-item") && close()}>
              {children}
            </div>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** Opened among the page's content: what stands outside every landmark is not found by who moves between them. */
function within(): { readonly UNSTABLE_portalContainer?: Element } {
  const main = document.getElementById("main");
  return main ? { UNSTABLE_portalContainer: main } : {};
}
