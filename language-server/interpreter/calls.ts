import { rowOf } from '../libraries/table';
import type { Argument, Expression } from '../syntax/program';
import { callBuiltin } from './builtins';
import { callMethod } from './container-methods';
import { escape } from './escape';
import { evaluate } from './expressions';
import { callFunction } from './functions';
import { construct, constructLibrary, initialise } from './construction';
import { getAttribute } from './attributes';
import { iterate } from './iteration';
import type { Machine } from './machine';
import { bindSignature } from '../libraries/signature';
import { libraryClass } from './modules';
import { library, UNKNOWN, type Instance, type Site, type Value } from './value';

/** What a call passes. `open`: a spread argument whose content is unknown may fill any parameter that is left. */
export interface Arguments {
  positional: readonly Value[];
  named: ReadonlyMap<string, Value>;
  open: boolean;
  /** The text of what is passed. */
  written: { positional: readonly (Expression | undefined)[]; named: ReadonlyMap<string, Expression> };
}

export interface CallContext {
  site: Site;
}

export const noArguments = (): Arguments => ({
  positional: [],
  named: new Map(),
  open: false,
  written: { positional: [], named: new Map() },
});

export function callExpression(machine: Machine, expression: Extract<Expression, { kind: 'call' }>): Value {
  const callee = evaluate(machine, expression.callee);
  const given = argumentsOf(machine, expression.arguments);
  return callValue(machine, callee, given, { site: machine.site(expression) });
}

function argumentsOf(machine: Machine, written: readonly Argument[]): Arguments {
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  const texts: { positional: (Expression | undefined)[]; named: Map<string, Expression> } = {
    positional: [],
    named: new Map(),
  };
  let open = false;
  for (const { name, spread, value: expression } of written) {
    const value = evaluate(machine, expression);
    if (spread === 'positional') {
      const elements = iterate(machine, value);
      positional.push(...(elements ?? []));
      texts.positional.push(...(elements ?? []).map(() => undefined));
      open ||= elements === undefined;
    } else if (spread === 'keyword') {
      const entries = value.kind === 'dictionary' ? value.entries.value : undefined;
      for (const { key, value: each } of entries?.values() ?? []) if (key.kind === 'string') named.set(key.value, each);
      open ||= entries === undefined;
    } else if (name !== undefined) {
      named.set(name, value);
      texts.named.set(name, expression);
    } else {
      positional.push(value);
      texts.positional.push(expression);
    }
  }
  return { positional, named, open, written: texts };
}

/** Calls any value. Code that is not known may change what it is given. */
export function callValue(machine: Machine, callee: Value, given: Arguments, context: CallContext): Value {
  switch (callee.kind) {
    case 'library':
      return callLibrary(machine, callee.name, given, context);
    case 'function':
      return callFunction(machine, callee, given, context);
    case 'bound':
      return callValue(machine, callee.callee, withReceiver(given, callee.receiver), context);
    case 'method':
      return callMethod(machine, callee.receiver, callee.name, given, context);
    case 'class':
      return construct(machine, callee, given, context);
    case 'instance':
      return callInstance(machine, callee, given, context);
    case 'builtin':
      return callBuiltin(machine, callee.name, given, context);
    case 'partial':
      return callValue(machine, callee.callee, withPartial(given, callee), context);
    default:
      escape(machine, [...given.positional, ...given.named.values()]);
      return UNKNOWN;
  }
}

export const withReceiver = (given: Arguments, receiver: Value): Arguments => ({
  ...given,
  positional: [receiver, ...given.positional],
  written: { ...given.written, positional: [undefined, ...given.written.positional] },
});

const withPartial = (given: Arguments, { positional, named }: Extract<Value, { kind: 'partial' }>): Arguments => ({
  ...given,
  positional: [...positional, ...given.positional],
  named: new Map([...named, ...given.named]),
  written: { ...given.written, positional: [...positional.map(() => undefined), ...given.written.positional] },
});

/** A layer's call, or an object's `__call__`. */
function callInstance(machine: Machine, instance: Instance, given: Arguments, context: CallContext): Value {
  const module = libraryClass(instance)?.name.startsWith('torch.') ?? false;
  const names = module ? ['__call__', 'forward'] : ['__call__', 'call', 'forward'];
  for (const name of names) {
    const method = getAttribute(machine, instance, name, context.site);
    if (method.kind !== 'unknown') return callValue(machine, method, given, context);
  }
  escape(machine, [instance, ...given.positional, ...given.named.values()]);
  return UNKNOWN;
}

/** A call of a library's function, method or class by its name; unknown where no row describes it. */
export function callLibrary(machine: Machine, name: string, given: Arguments, context: CallContext): Value {
  if (name.endsWith('.__init__')) return initialise(machine, name.slice(0, -'.__init__'.length), given, context);
  const row = rowOf(name);
  if (!row) return UNKNOWN;
  if (row.constructs) return constructLibrary(machine, library(name), given, context);
  const bound = given.open ? undefined : bindSignature(row.signature, given);
  if (!bound) return UNKNOWN;
  const call = { machine, name, site: context.site, arguments: bound.values, expressions: bound.expressions };
  machine.emit({ ...call, kind: 'call' });
  const result = row.rule(call);
  return result.kind === 'tensor' ? { ...result, site: context.site } : result;
}
