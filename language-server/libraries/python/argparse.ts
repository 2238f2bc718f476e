/**
 * `argparse`: what a program is called with is not known, but for its kind. An integer option is a symbol with the
 * option's name, so that one option is one size wherever it is used, whatever the program is called with.
 */
import { sign } from '../../domain/order';
import { listed } from '../../interpreter/dictionaries';
import { made } from '../../interpreter/construction';
import { escape } from '../../interpreter/escape';
import { attributeCell } from '../../interpreter/setting-attributes';
import {
  boolean,
  NONE,
  integer,
  library,
  list,
  tuple,
  UNKNOWN,
  type Instance,
  type Value,
} from '../../interpreter/value';
import { attributeOf, elementsIn, layerOf, numberIn, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';

/** Where a parser keeps its options, each with its value; no attribute of a program has such a name. */
const OPTIONS = '@options';

const LONG = /^--?([A-Za-z][\w-]*)$/;

/** `dest`, else the first long flag, else the first of all, with `_` for `-`. */
function destination(call: Call): string | undefined {
  const named = valueOf(call, 'dest');
  if (named.kind === 'string') return named.value;
  const flags = (elementsIn(valueOf(call, 'flags')) ?? []).map((flag) => (flag.kind === 'string' ? flag.value : ''));
  const flag = flags.find((each) => each.startsWith('--')) ?? flags[0];
  const name = flag?.startsWith('-') ? LONG.exec(flag)?.[1] : flag;
  return name?.replaceAll('-', '_');
}

/** A symbol where the default is an integer; at least 1 where the default is, for options like it are sizes. */
function optionValue(call: Call, name: string): Value {
  const [type, action, nargs, otherwise] = ['type', 'action', 'nargs', 'default'].map((each) => valueOf(call, each));
  const isPlain = action!.kind === 'none' && nargs!.kind === 'none';
  const isFloat = type!.kind === 'builtin' && type.name === 'float';
  if (!isPlain || isFloat || otherwise!.kind !== 'integer') return UNKNOWN;
  const least = numberIn(otherwise);
  return integer(call.machine.symbol(name, least !== undefined && least >= 1 ? 'size' : 'integer'));
}

/** What an option is where the program is called without it; unknown where a type converts the default. */
function defaultOf(call: Call): Value {
  const [type, action, otherwise] = ['type', 'action', 'default'].map((each) => valueOf(call, each));
  if (otherwise!.kind === 'none' && action!.kind === 'string' && /^store_(true|false)$/.test(action.value))
    return boolean(action.value === 'store_false');
  return otherwise!.kind === 'string' && type!.kind !== 'none' && !isText(type!) ? UNKNOWN : otherwise!;
}

const isText = (type: Value): boolean => type.kind === 'builtin' && type.name === 'str';

const addArgument: Rule = (call) => {
  const parser = layerOf(call);
  const name = destination(call);
  if (!parser) return UNKNOWN;
  if (name === undefined) forget(call, parser);
  else remember(call, parser, tuple([{ kind: 'string', value: name }, optionValue(call, name), defaultOf(call)]));
  return UNKNOWN;
};

function remember(call: Call, parser: Instance, option: Value): void {
  const known = elementsIn(attributeOf(parser, OPTIONS)) ?? [];
  call.machine.store.write(attributeCell(parser.attributes, OPTIONS), tuple([...known, option]));
}

const forget = (call: Call, parser: Instance): void => {
  call.machine.store.write(parser.escaped, true);
};

/** An integer of the same kind. */
const another = ({ machine }: Call, name: Value | undefined, value: Value | undefined): Value | undefined =>
  value?.kind === 'integer' && name?.kind === 'string'
    ? integer(machine.symbol(name.value, sign(value.value) === 1 ? 'size' : 'integer'))
    : value;

/**
 * The options as attributes of a new namespace: `parse_args([])` has the defaults, and with other arguments than the
 * program's an integer is another one.
 */
const parse: Rule = (call) => {
  const parser = layerOf(call);
  const options = parser && elementsIn(attributeOf(parser, OPTIONS));
  const [args, given] = [valueOf(call, 'args'), valueOf(call, 'namespace')];
  if (given.kind !== 'none') escape(call.machine, [given]);
  if (!options || given.kind !== 'none') return UNKNOWN;
  const isEmpty = elementsIn(args)?.length === 0;
  const namespace = made(library('argparse.Namespace'), { site: call.site });
  for (const option of options) {
    const [name, value, otherwise] = elementsIn(option) ?? [];
    const parsed = args.kind === 'none' ? value : another(call, name, value);
    if (name?.kind === 'string') attributeCell(namespace.attributes, name.value).value = isEmpty ? otherwise : parsed;
  }
  return namespace;
};

/** `Namespace(width=3)` */
const fill: Rule = (call) => {
  const given = valueOf(call, 'kwargs');
  const entries = given.kind === 'dictionary' ? listed(given.entries.value) : undefined;
  for (const { key, value } of entries ?? [])
    if (key.kind === 'string' && call.self) attributeCell(call.self.attributes, key.value).value = value;
  return NONE;
};

/** Groups add to their parser. */
const group: Rule = (call) => valueOf(call, 'self');

const opaque: Rule = (call) => {
  const parser = layerOf(call);
  if (parser) forget(call, parser);
  return UNKNOWN;
};

const ADD =
  'self, *flags, action=None, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None, dest=None, **kwargs';

export const ARGPARSE: Table = {
  'argparse.ArgumentParser': { signature: '*args, **kwargs', rule: () => NONE, constructs: true },
  'argparse.Namespace': { signature: '**kwargs', rule: fill, constructs: true },
  'types.SimpleNamespace': { signature: '**kwargs', rule: fill, constructs: true },
  'argparse.ArgumentParser.add_argument': row(ADD, addArgument),
  'argparse.ArgumentParser.add_argument_group': row('self, *args, **kwargs', group),
  'argparse.ArgumentParser.add_mutually_exclusive_group': row('self, *args, **kwargs', group),
  'argparse.ArgumentParser.parse_args': row('self, args=None, namespace=None', parse),
  'argparse.ArgumentParser.parse_known_args': row('self, args=None, namespace=None', (call) =>
    tuple([parse(call), list(undefined)]),
  ),
  'argparse.ArgumentParser.set_defaults': row('self, **kwargs', opaque),
  'argparse.ArgumentParser.add_subparsers': row('self, **kwargs', opaque),
};
