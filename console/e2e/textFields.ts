import { readFileSync } from "node:fs";

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  format?: string;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

interface Document {
  paths: Record<string, Record<string, { operationId: string; requestBody?: { content: Body } }>>;
  components: { schemas: Record<string, Schema> };
}

type Body = Record<string, { schema: Schema }>;

export interface Operation {
  id: string;
  method: string;
  path: string;
  /** The least body that has its form, and where free text may stand in it, as paths of members. */
  example: unknown;
  texts: string[][];
}

const document = JSON.parse(
  readFileSync(new URL("../../docs/reference/openapi.json", import.meta.url), "utf8"),
) as Document;

/** What is meant: behind a reference, and without the null that may stand instead. */
function meant(schema: Schema): Schema {
  if (schema.$ref !== undefined)
    return meant(document.components.schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {});
  if (schema.anyOf !== undefined) return meant(schema.anyOf.find(({ type }) => type !== "null") ?? {});
  return schema;
}

/** Where text may stand; of what contains its own kind, such as the groups of a filter, the outermost tells all. */
function textsOf(schema: Schema, around: readonly Schema[] = []): string[][] {
  const found = meant(schema);
  const { type, enum: choices, format, items, properties } = found;
  if (around.includes(found)) return [];
  const inside = [...around, found];
  if (properties !== undefined) {
    return Object.entries(properties).flatMap(([name, member]) =>
      textsOf(member, inside).map((path) => [name, ...path]),
    );
  }
  if (items !== undefined) return textsOf(items, inside).map((path) => ["0", ...path]);
  const isText = [type].flat().includes("string") && choices === undefined && format === undefined;
  return isText ? [[]] : [];
}

function exampleOf(schema: Schema): unknown {
  const { type, enum: choices, format, items, properties = {}, required = [] } = meant(schema);
  if (choices !== undefined) return choices[0];
  if (items !== undefined) return [];
  switch ([type].flat()[0]) {
    case "object":
      return Object.fromEntries(required.map((name) => [name, exampleOf(properties[name] ?? {})]));
    case "string":
      return format === "date-time" ? "2999-01-01T00:00:00.000Z" : "text";
    case "boolean":
      return true;
    default:
      return 1;
  }
}

/** The operations of the API's document that take free text. */
export function operationsWithText(): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId: id, requestBody }]) => {
      const schema = Object.values(requestBody?.content ?? {})[0]?.schema ?? {};
      const texts = textsOf(schema);
      return texts.length === 0 ? [] : [{ id, method, path, example: exampleOf(schema), texts }];
    }),
  );
}

/** A copy of `body` with `text` at `path`. */
export function withText(body: unknown, [step, ...path]: string[], text: string): unknown {
  if (step === undefined) return text;
  if (step === "0") return [withText(undefined, path, text)];
  const members = (body ?? {}) as Record<string, unknown>;
  return { ...members, [step]: withText(members[step], path, text) };
}
