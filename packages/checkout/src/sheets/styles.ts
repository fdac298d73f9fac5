import { css } from "../css.ts";

/** The sheets: from below on phones, in the middle on desktops. */
export const sheet = css`
dialog.sheet {
  position: fixed;
  inset: auto 0 0;
  display: flex;
  width: 100%;
  max-width: 100%;
  max-height: calc(100dvh - 44px);
  margin: 0;
  padding: 0;
  border: 0;
  border-radius: 12px 12px 0 0;
  background: var(--card);
  color: var(--ink);
  box-shadow: 0 8px 40px rgb(0 0 0 / 24%);
}
.sheet::backdrop { background: rgb(0 0 0 / 40%); }
.sheet form { display: flex; flex-direction: column; width: 100%; min-height: 0; }
.sheet header { display: flex; align-items: center; justify-content: space-between; gap: 16px; padding: 12px 16px; border-bottom: 1px solid var(--hair); }
.sheet h2 { flex: 1; }
.sheet h2:focus { outline: 0; }
.sheet .x { display: grid; place-items: center; width: 44px; height: 44px; margin: -6px -10px; border: 0; background: none; color: inherit; }
.body { flex: 1; min-height: 0; overflow: auto; padding: 16px; overscroll-behavior: contain; }
.sheet a { color: var(--act); text-underline-offset: 3px; }
`;
