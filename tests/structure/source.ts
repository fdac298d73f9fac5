import { readFileSync } from "node:fs";
import { parseAst } from "rolldown/parseAst";

/** One import of a source file, static, dynamic or re-exported. `type` imports leave nothing at run time. */
export interface Import {
  readonly specifier: string;
  readonly type: boolean;
}

export interface Source {
  readonly imports: readonly Import[];
  /**
   * Global names used as `Name.member`, `new Name()` or `Name()`: `Date.now`, `new Date`
   * (`new Date(…)` where it is given something), `Math.random`, `process.env`.
   */
  readonly uses: ReadonlySet<string>;
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    if (isNode(value)) yield* walk(value);
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) yield* walk(item);
  }
}

const nameOf = (node: unknown): string | undefined =>
  isNode(node) && node.type === "Identifier" ? String(node.name) : undefined;

const textOf = (node: unknown): string | undefined =>
  isNode(node) && node.type === "Literal" && typeof node.value === "string" ? node.value : undefined;

function importOf(node: Node): Import | undefined {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
    case "ImportExpression":
    case "TSImportType": {
      const specifier = textOf(node.source) ?? textOf(node.argument);
      const type = node.importKind === "type" || node.exportKind === "type" || node.type === "TSImportType";
      return specifier === undefined ? undefined : { specifier, type };
    }
    default:
      return undefined;
  }
}

function useOf(node: Node): string | undefined {
  if (node.type === "MemberExpression") {
    const object = nameOf(node.object);
    return object && `${object}.${nameOf(node.property) ?? "*"}`;
  }
  if (node.type === "NewExpression") {
    const given = (node.arguments as unknown[]).length > 0 ? "(…)" : "";
    return `new ${nameOf(node.callee) ?? ""}${given}`;
  }
  if (node.type === "CallExpression") return nameOf(node.callee);
  return undefined;
}

/** Reads what a TypeScript file imports and which globals it uses, from its syntax tree. */
export function readSource(file: string): Source {
  return parseSource(readFileSync(file, "utf8"));
}

export function parseSource(text: string): Source {
  const imports: Import[] = [];
  const uses = new Set<string>();
  for (const node of walk(parseAst(text, { lang: "ts" }) as unknown as Node)) {
    const found = importOf(node);
    if (found) imports.push(found);
    const use = useOf(node);
    if (use) uses.add(use);
  }
  return { imports, uses };
}
