import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";

const ROOT = path.join(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const values = parse(read("charts/fenqi/values.yaml"));
const templates = readdirSync(path.join(ROOT, "charts/fenqi/templates"))
  .map((name) => read(`charts/fenqi/templates/${name}`))
  .join("\n");
const isValid = new Ajv({ strict: false }).compile(JSON.parse(read("charts/fenqi/values.schema.json")));

test("the chart is of this version, and its values are what its schema says", () => {
  const { version } = JSON.parse(read("package.json"));
  expect(parse(read("charts/fenqi/Chart.yaml"))).toMatchObject({ version, appVersion: version });
  expect(isValid(values), JSON.stringify(isValid.errors)).toBe(true);
  expect(isValid({ ...values, publicUrl: "https://pay.example/plans" })).toBe(false);
  // A number would be written as 1e+06.
  expect(isValid({ ...values, env: { FENQI_RATE_PER_SECOND: 1_000_000 } })).toBe(false);
});

test("each value is asked for, and nothing else is", () => {
  const leaf = (value: unknown) => typeof value !== "object" || value === null || Object.keys(value).length === 0;
  const names = Object.entries(values).flatMap(([name, value]) =>
    leaf(value) || name === "resources" ? [name] : Object.keys(value as object).map((inner) => `${name}.${inner}`),
  );
  const asked = [...templates.matchAll(/\.Values\.([A-Za-z.]+)/g)].map(([, name]) => name!);
  expect([...new Set(asked)].sort()).toEqual(names.sort());
});

test("it tells the server what the server knows, at the image's port and folder", () => {
  const told = [...templates.matchAll(/name: ((?:FENQI_)?[A-Z_]{4,})\b/g)].map(([, name]) => name!);
  const needed = [...templates.matchAll(/"(FENQI_[A-Z_]+|DATABASE_URL)"/g)].map(([, name]) => name!);
  const guide = read("docs/guide/operations.md");
  for (const name of new Set([...told, ...needed])) expect(guide).toContain(`\`${name}\``);
  expect(told).toContain("FENQI_PUBLIC_URL");

  const image = read("Dockerfile");
  const folder = /mountPath: (\/data)/.exec(templates)![1];
  expect(image).toContain(`FENQI_DATA=${folder}`);
  expect(image).toContain(`EXPOSE ${/containerPort: (\d+)/.exec(templates)![1]}`);
});
