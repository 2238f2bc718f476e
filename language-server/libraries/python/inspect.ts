import { Bindings } from '../../interpreter/bindings';
import { Cell } from '../../interpreter/store';
import {
  boolean,
  dictionary,
  library,
  string,
  UNKNOWN,
  type Entry,
  type FunctionValue,
  type Instance,
  type Site,
  type Value,
} from '../../interpreter/value';
import type { Parameter } from '../../syntax/program';
import { valueOf } from '../call';
import { row, type Rule, type Table } from '../library';

const KINDS = ['POSITIONAL_ONLY', 'POSITIONAL_OR_KEYWORD', 'KEYWORD_ONLY', 'VAR_POSITIONAL', 'VAR_KEYWORD'] as const;

function kindOf({ variadic, keywordOnly, positionalOnly }: Parameter): (typeof KINDS)[number] {
  if (variadic) return variadic === 'positional' ? 'VAR_POSITIONAL' : 'VAR_KEYWORD';
  if (positionalOnly) return 'POSITIONAL_ONLY';
  return keywordOnly ? 'KEYWORD_ONLY' : 'POSITIONAL_OR_KEYWORD';
}

const kind = (name: string): Value => library(`inspect.Parameter.${name}`);

function instance(name: string, site: Site, attributes: Record<string, Value>): Instance {
  const cells = Object.entries(attributes).map(([attribute, value]): [string, Cell<Value | undefined>] => [
    attribute,
    new Cell<Value | undefined>(value),
  ]);
  return {
    kind: 'instance',
    class: library(name),
    attributes: Bindings.of(cells),
    escaped: new Cell(false),
    members: new Cell<string | null | undefined>(''),
    construction: { site, arguments: new Map() },
  };
}

function parameterOf(parameter: Parameter, { defaults }: FunctionValue, site: Site): Value {
  return instance('inspect.Parameter', site, {
    ...Object.fromEntries(KINDS.map((name) => [name, kind(name)])),
    name: string(parameter.name),
    kind: kind(kindOf(parameter)),
    default: defaults.get(parameter.name) ?? library('inspect.Parameter.empty'),
    empty: library('inspect.Parameter.empty'),
  });
}

/** A function's parameters by name; of one that wraps another, the other's. */
const signature: Rule = (call) => {
  let callee = valueOf(call, 'callable');
  const bound = callee.kind === 'bound';
  if (callee.kind === 'bound') callee = callee.callee;
  while (callee.kind === 'function' && callee.wraps) callee = callee.wraps;
  if (callee.kind !== 'function') return UNKNOWN;
  const own = callee;
  const entries = own.definition.parameters
    .slice(bound ? 1 : 0)
    .map((parameter): [string, Entry] => [
      `s${parameter.name}`,
      { key: string(parameter.name), value: parameterOf(parameter, own, call.site) },
    ]);
  return instance('inspect.Signature', call.site, { parameters: dictionary(new Map(entries)) });
};

/** What decorators ask of the functions that they are given. */
/** Whether the argument is of a kind; undefined for what is not known. */
const isOf =
  (...kinds: Value['kind'][]): Rule =>
  (call) => {
    const value = valueOf(call, 'object');
    const { kind } = value;
    const ofLibrary = value.kind === 'bound' && value.callee.kind !== 'function';
    return ofLibrary || /^(unknown|library|builtin)$/.test(kind) ? UNKNOWN : boolean(kinds.includes(kind));
  };

export const INSPECT: Table = {
  'inspect.isfunction': row('object', isOf('function')),
  'inspect.isclass': row('object', isOf('class')),
  'inspect.ismethod': row('object', isOf('bound')),
  'inspect.signature': row('callable, *, follow_wrapped=True', signature),
};
