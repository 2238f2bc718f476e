/** A schema seen from outside: what may stand at a place, for messages that say so. */

/** Wrappers hold another schema, pipes begin with one, objects have entries, lists an item, unions and variants options. */
export interface SchemaView {
  type?: string;
  wrapped?: SchemaView;
  pipe?: readonly SchemaView[];
  entries?: Record<string, SchemaView>;
  item?: SchemaView;
  /** Schemas of a union or variant; words of a picklist. */
  options?: readonly unknown[];
  /** Of a variant the key whose value chooses; of a literal the value. */
  key?: string;
  literal?: unknown;
}

/** A step of the way to a place: the key, and the object or list that has it. */
export interface Step {
  key?: unknown;
  input?: unknown;
}

const optionsOf = ({ options }: SchemaView) => (options ?? []) as readonly SchemaView[];

/** Of a union the option with keys. */
const objectOf = (schema: SchemaView): SchemaView | undefined =>
  schema.type === 'union' ? optionsOf(schema).find((option) => unwrap(option).entries) : undefined;

/** Without what is around it. */
function unwrap(schema: SchemaView): SchemaView {
  const first = schema.pipe?.[0] === schema ? undefined : schema.pipe?.[0];
  const inner = schema.wrapped ?? first ?? objectOf(schema);
  return inner ? unwrap(inner) : schema;
}

/** What chooses an option of a variant. */
const nameOf = (option: SchemaView, key: string): unknown => unwrap(unwrap(option).entries?.[key] ?? {}).literal;

/** The schema that a value is held to: of a variant the option that the value names. */
function heldTo(schema: SchemaView, value: unknown): SchemaView {
  const view = unwrap(schema);
  const { type, key } = view;
  if (type !== 'variant' || key === undefined || typeof value !== 'object' || value === null) return view;
  const name: unknown = Reflect.get(value, key);
  return unwrap(optionsOf(view).find((option) => nameOf(option, key) === name) ?? {});
}

function into(schema: SchemaView, { key, input }: Step): SchemaView {
  const { entries, item } = heldTo(schema, input);
  return entries?.[String(key)] ?? item ?? {};
}

/** The schema of a place. */
export const schemaAt = (schema: SchemaView, path: readonly Step[]): SchemaView => unwrap(path.reduce(into, schema));

const keysOf = ({ entries }: SchemaView): string[] => Object.keys(entries ?? {}).filter((key) => !key.startsWith('$'));

/** The keys that may stand beside the last one of a path. */
export function keysBeside(schema: SchemaView, path: readonly Step[]): string[] {
  const object = path.slice(0, -1).reduce(into, schema);
  return keysOf(heldTo(object, path.at(-1)?.input));
}

/** Names that choose an option of a variant. */
export const namesOf = (variant: SchemaView): string[] =>
  optionsOf(variant).map((option) => String(nameOf(option, variant.key!)));

/** A variant's value that names an option. */
export const named = ({ key }: SchemaView, name: string): string => JSON.stringify({ [key!]: name });

/** What a list may hold, as JSON; nothing to show of what has no example. */
function exampleOf(schema: SchemaView): string | undefined {
  const view = unwrap(schema);
  if (view.type === 'variant') return named(view, namesOf(view)[0]!);
  if (view.type === 'picklist') return JSON.stringify(view.options![0]);
  return view.type === 'number' ? '16, 32' : undefined;
}

/** "a list, such as [16, 32]" */
export function listOf(list: SchemaView): string {
  const example = list.item && exampleOf(list.item);
  return example === undefined ? 'a list' : `a list, such as [${example}]`;
}

/** "an object with patience, minDelta, restoreBest" */
export function objectWith(object: SchemaView): string {
  const keys = keysOf(object);
  return keys.length ? `an object with ${keys.join(', ')}` : 'an object';
}
