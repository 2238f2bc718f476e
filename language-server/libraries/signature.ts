import type { Arguments } from '../interpreter/calls';
import { Cell } from '../interpreter/store';
import { boolean, integer, NONE, string, tuple, UNKNOWN, type Entry, type Value } from '../interpreter/value';
import type { Expression } from '../syntax/program';

interface SignatureParameter {
  name: string;
  default?: Value;
  variadic?: 'positional' | 'keyword';
  keywordOnly?: boolean;
}

export interface BoundSignature {
  values: Map<string, Value>;
  expressions: Map<string, Expression>;
}

const cache = new Map<string, SignatureParameter[]>();

function parseSignature(text: string): SignatureParameter[] {
  const known = cache.get(text);
  if (known) return known;
  let keywordOnly = false;
  const parameters = text.split(/,\s*(?![^(]*\))/).flatMap((part): SignatureParameter[] => {
    const [name = '', value] = part.trim().split('=');
    if (name === '*') keywordOnly = true;
    if (name === '' || name === '*') return [];
    if (name.startsWith('**')) return [{ name: name.slice(2), variadic: 'keyword' }];
    const after = keywordOnly;
    if (name.startsWith('*')) keywordOnly = true;
    if (name.startsWith('*')) return [{ name: name.slice(1), variadic: 'positional' }];
    return [{ name, ...(value !== undefined && { default: literal(value) }), ...(after && { keywordOnly: true }) }];
  });
  cache.set(text, parameters);
  return parameters;
}

const WORDS: Partial<Record<string, Value>> = { None: NONE, True: boolean(true), False: boolean(false), '?': UNKNOWN };

function literal(text: string): Value {
  if (text.startsWith('('))
    return tuple(
      text
        .slice(1, -1)
        .split(',')
        .filter(Boolean)
        .map((part) => literal(part.trim())),
    );
  if (/^-?\d+$/.test(text)) return integer(Number(text));
  if (/^-?\d/.test(text)) return { kind: 'float', value: Number(text) };
  return WORDS[text] ?? string(text);
}

/** A value for every parameter of the signature; undefined where the call does not fit it. */
export function bindSignature(signature: string, given: Arguments): BoundSignature | undefined {
  const values = new Map<string, Value>();
  const expressions = new Map<string, Expression>();
  const named = new Map(given.named);
  let position = 0;
  const note = (name: string, expression: Expression | undefined): void => {
    if (expression) expressions.set(name, expression);
  };
  for (const parameter of parseSignature(signature)) {
    const { name, variadic, keywordOnly } = parameter;
    if (variadic === 'positional') {
      values.set(name, variadicValue(given.positional.slice(position), named.get(name)));
      note(name, given.written.positional[position] ?? given.written.named.get(name));
      position = given.positional.length;
      named.delete(name);
    } else if (variadic === 'keyword') {
      values.set(name, dictionaryOf(named));
      named.clear();
    } else {
      const at = keywordOnly ? undefined : position++;
      const positional = at === undefined ? undefined : given.positional[at];
      const value = positional ?? named.get(name) ?? parameter.default;
      if (!value) return undefined;
      values.set(name, value);
      note(name, positional && at !== undefined ? given.written.positional[at] : given.written.named.get(name));
      named.delete(name);
    }
  }
  return named.size > 0 || position < given.positional.length ? undefined : { values, expressions };
}

/** `f(2, 3)`, `f((2, 3))` and `f(size=(2, 3))` mean the same. */
function variadicValue(positional: readonly Value[], named: Value | undefined): Value {
  const [single, ...more] = named && positional.length === 0 ? [named] : positional;
  if (!single || more.length > 0) return tuple(positional);
  if (single.kind === 'tuple' || single.kind === 'list' || single.kind === 'unknown') return single;
  return tuple([single]);
}

function dictionaryOf(named: ReadonlyMap<string, Value>): Value {
  const entries = new Map<string, Entry>();
  for (const [name, value] of named) entries.set(`s${name}`, { key: string(name), value });
  return { kind: 'dictionary', entries: new Cell<ReadonlyMap<string, Entry> | undefined>(entries) };
}
