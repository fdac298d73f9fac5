import { Bookmark, Columns3, X } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { wordsOf } from "../locale.ts";
import type { UrlState } from "../url-state.ts";
import { partsWords } from "../words/parts.ts";
import { useKept } from "./kept.ts";
import { Menu } from "./menu.tsx";
import { isTyping } from "./typing.ts";

const words = wordsOf(partsWords);

/** A filter is a parameter of the address with the same name as the API's. */
export type Filter =
  | {
      readonly id: string;
      readonly title: string;
      readonly kind: "choice";
      /** What holds while nothing is chosen; all where not given. */
      readonly otherwise?: string;
      readonly choices: readonly (readonly [string, string])[];
    }
  | {
      readonly id: string;
      readonly title: string;
      readonly kind: "text" | "date";
      readonly placeholder?: string;
      /** Values that are offered while typing, with what each is called. */
      readonly suggestions?: readonly (readonly [string, string])[];
    };

interface View {
  readonly name: string;
  readonly state: UrlState;
}

interface FiltersProps {
  readonly filters: readonly Filter[];
  readonly state: UrlState;
  readonly onChange: (change: UrlState) => void;
  /** Name under which this person's views are kept. */
  readonly viewsOf: string;
  readonly columns: readonly { readonly id: string; readonly title: string }[];
  readonly chosen: readonly string[];
  readonly onColumns: (ids: readonly string[]) => void;
  readonly tools?: ReactNode;
}

/** The bar above a list. `/` goes to its first field. */
export function Filters(props: FiltersProps) {
  const { filters, state, onChange, columns, chosen, onColumns, tools } = props;
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== "/" || isTyping(event.target)) return;
      const first = bar.current?.querySelector<HTMLElement>("input, select");
      if (!first) return;
      event.preventDefault();
      first.focus();
    };
    addEventListener("keydown", focus);
    return () => removeEventListener("keydown", focus);
  }, []);
  const filtered = filters.some(({ id }) => state[id]);

  return (
    <search className="filters" ref={bar} aria-label={words.filter}>
      {filters.map((filter) => (
        <Control
          key={filter.id}
          filter={filter}
          value={state[filter.id] ?? ""}
          onChange={(value) => onChange({ [filter.id]: value })}
        />
      ))}
      {filtered && (
        <button
          type="button"
          className="btn quiet"
          onClick={() => onChange(Object.fromEntries(filters.map(({ id }) => [id, ""])))}
        >
          <X size={16} aria-hidden="true" />
          {words.clear}
        </button>
      )}
      <span className="spring" />
      <Views {...props} />
      <Menu label={words.columns} icon={Columns3}>
        {columns.map(({ id, title }) => (
          <label key={id} className="menu-check">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={() => onColumns(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id])}
            />
            {title}
          </label>
        ))}
      </Menu>
      {tools}
    </search>
  );
}

const TYPED_MS = 250;

function Control(props: { filter: Filter; value: string; onChange: (value: string) => void }) {
  const { filter, value, onChange } = props;
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), TYPED_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);

  if (filter.kind === "choice") {
    return (
      <select aria-label={filter.title} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">
          {filter.title} · {filter.otherwise ?? words.all}
        </option>
        {filter.choices.map(([id, title]) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    );
  }
  const { suggestions = [] } = filter;
  const offered = suggestions.length > 0 ? `offered-${filter.id}` : undefined;
  if (filter.kind === "date") {
    return (
      <label className="date-filter">
        <span>{filter.title}</span>
        <input type="date" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </label>
    );
  }
  return (
    <>
      <input
        list={offered}
        type="search"
        aria-label={filter.title}
        placeholder={filter.placeholder ?? filter.title}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {offered && (
        <datalist id={offered}>
          {suggestions.map(([id, title]) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}

function Views({ filters, state, onChange, viewsOf }: FiltersProps) {
  const [views, setViews] = useKept<readonly View[]>(viewsOf, []);
  const [name, setName] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const none = Object.fromEntries(filters.map(({ id }) => [id, ""]));
  const save = (event: FormEvent) => {
    event.preventDefault();
    const kept = Object.fromEntries(filters.map(({ id }) => [id, state[id]]));
    setViews([...views.filter((view) => view.name !== name), { name, state: kept }]);
    setName("");
    // The button is disabled now: were the focus left on it, no key would reach the menu.
    field.current?.focus();
  };
  return (
    <Menu label={words.views} icon={Bookmark}>
      {views.map((view) => (
        <div key={view.name} className="menu-row">
          <button type="button" onClick={() => onChange({ ...none, ...view.state })}>
            {view.name}
          </button>
          <button
            type="button"
            className="icon-btn"
            aria-label={`${words.removeView} ${view.name}`}
            onClick={() => setViews(views.filter((each) => each !== view))}
          >
            <X size={14} aria-hidden="true" />
          </button>
        </div>
      ))}
      <form className="menu-row" onSubmit={save}>
        <input
          ref={field}
          value={name}
          maxLength={40}
          placeholder={words.viewName}
          aria-label={words.viewName}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="btn" disabled={name.trim() === ""}>
          {words.saveView}
        </button>
      </form>
    </Menu>
  );
}
