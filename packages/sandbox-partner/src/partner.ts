import { type Asked, type Decision, decide } from "./decide.ts";
import type { Faults } from "./faults.ts";
import { drifted, type Product, type TermsBook } from "./terms.ts";

export type Authorisation = Asked &
  (Decision | { readonly state: "pending" }) & {
    readonly id: string;
    /** Where the shopper has to agree first. */
    readonly redirect?: string;
  };

/** An answer before any fault of the line touches it. */
export interface Answer {
  readonly status: number;
  readonly body: { readonly [name: string]: unknown };
  /** A file, in the place of the body. */
  readonly text?: string;
}

export interface Partners {
  /** Undefined where there is no such partner. */
  products(partner: string): readonly Product[] | undefined;
  setTerms(partner: string, products: readonly Product[]): void;
  describeTerms(partner: string, method: string, faults: Faults): Answer;
  preCheck(partner: string, asked: Asked, faults: Faults): Answer;
  /** One authorisation for each key: the same key and request get the same answer, another request 422. */
  authorise(partner: string, key: string, asked: Asked, faults: Faults, redirect: string | undefined): Answer;
  lookUp(partner: string, reference: string): Answer;
  find(partner: string, reference: string): Authorisation | undefined;
  /** Every authorisation that was asked of a partner, oldest first. */
  held(partner: string): readonly Authorisation[];
  /** A pending authorisation is decided: as the products allow, or against the shopper's will. */
  settle(partner: string, reference: string, against?: boolean): Authorisation | undefined;
}

const no = (status: number, error: string): Answer => ({ status, body: { error } });

const DECLINED: Decision = { state: "declined", reason: "score_too_low" };

/** Partners in memory: their products, and every authorisation that was asked of them. */
export function partners(terms: TermsBook): Partners {
  const offered = new Map(Object.entries(terms));
  const byKey = new Map<string, { readonly asked: string; readonly reference: string }>();
  const byReference = new Map<string, Authorisation>();
  const undecided = new Map<string, Decision>();

  const decision = (partner: string, asked: Asked, { decline }: Faults): Decision =>
    decline ? DECLINED : decide(offered.get(partner) ?? [], asked);

  return {
    products: (partner) => offered.get(partner),
    setTerms: (partner, products) => void offered.set(partner, products),

    describeTerms(partner, method, { drifted_terms }) {
      const products = offered.get(partner)?.filter((product) => product.method === method);
      if (!products) return no(404, "partner_unknown");
      return { status: 200, body: { partner, method, products: drifted_terms ? drifted(products) : products } };
    },

    preCheck(partner, asked, faults) {
      return { status: 200, body: { ...asked, ...decision(partner, asked, faults) } };
    },

    authorise(partner, key, asked, faults, redirect) {
      const before = byKey.get(`${partner} ${key}`);
      const text = JSON.stringify(asked);
      if (before) {
        return before.asked === text
          ? { status: 200, body: { ...byReference.get(before.reference) } }
          : no(422, "key_of_another_request");
      }
      const reference = `${partner} ${asked.reference}`;
      const decided = decision(partner, asked, faults);
      const waits = faults.pending || redirect !== undefined;
      if (waits) undecided.set(reference, decided);
      const made: Authorisation = {
        id: `auth_${byKey.size + 1}`,
        ...asked,
        ...(waits ? { state: "pending", ...(redirect === undefined ? {} : { redirect }) } : decided),
      };
      byKey.set(`${partner} ${key}`, { asked: text, reference });
      byReference.set(reference, made);
      return { status: 201, body: { ...made } };
    },

    lookUp(partner, reference) {
      const made = byReference.get(`${partner} ${reference}`);
      return made ? { status: 200, body: { ...made } } : no(404, "reference_unknown");
    },

    held: (partner) => [...byReference].flatMap(([key, made]) => (key.startsWith(`${partner} `) ? [made] : [])),

    find: (partner, reference) => byReference.get(`${partner} ${reference}`),

    settle(partner, reference, against = false) {
      const key = `${partner} ${reference}`;
      const [made, decided] = [byReference.get(key), undecided.get(key)];
      if (!made || !decided) return made;
      const { redirect: _, ...rest } = made;
      const settled: Authorisation = { ...rest, ...(against ? DECLINED : decided) };
      undecided.delete(key);
      byReference.set(key, settled);
      return settled;
    },
  };
}
