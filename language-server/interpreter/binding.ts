import { amount } from '../domain/amount';
import type { Expression, FunctionDefinition, Parameter } from '../syntax/program';
import { displayName } from '../libraries/call';
import { exceededPlaces, leftOf, missingArguments, refusedName } from '../libraries/signature';
import type { Arguments } from './arguments';
import { passed } from './dictionaries';
import { joinPresent } from './join';
import type { Machine } from './machine';
import { dictionary, tuple, UNKNOWN, type FunctionValue, type Site, type Value } from './value';

/** Why Python refuses to call a function: what it gets, and what it takes. */
export interface Refusal {
  received: string;
  expected: string;
  advice: string;
}

/** What of a call's arguments no parameter has taken yet. */
interface Left {
  positional: Value[];
  named: Map<string, Value>;
  perhaps: Map<string, Value>;
  open: boolean;
}

/** A value for each parameter, or why the call does not fit the function. */
export function bindParameters(
  { definition, defaults }: FunctionValue,
  given: Arguments,
): Map<string, Value> | Refusal {
  const bound = new Map<string, Value>();
  const left: Left = {
    positional: [...given.positional],
    named: leftOf(given.named),
    perhaps: leftOf(given.perhaps),
    open: given.open && !given.perhaps,
  };
  for (const parameter of definition.parameters) {
    const { name, variadic, keywordOnly, positionalOnly } = parameter;
    const isNamed = !variadic && !positionalOnly;
    if (isNamed && !keywordOnly && left.positional.length > 0 && left.named.has(name)) return twice(name);
    const value = variadic ? collected(variadic, left) : taken(parameter, left, defaults);
    if (!value) return lacking(name);
    bound.set(name, value);
    if (!isNamed) continue;
    left.named.delete(name);
    left.perhaps.delete(name);
  }
  const [unknown] = left.named.keys();
  if (unknown !== undefined)
    return unexpected(
      unknown,
      definition.parameters.slice(given.positional.length).map(({ name }) => name),
    );
  return left.positional.length > 0
    ? tooMany(given.positional.length, mostOf(given.positional.length - left.positional.length))
    : bound;
}

function taken(parameter: Parameter, left: Left, defaults: ReadonlyMap<string, Value>): Value | undefined {
  const { name, keywordOnly, positionalOnly } = parameter;
  const otherwise = left.open || parameter.pattern ? UNKNOWN : defaults.get(name);
  const positional = keywordOnly ? undefined : left.positional.shift();
  if (positionalOnly) return positional ?? otherwise;
  return positional ?? joinPresent(left.perhaps.get(name), left.named.get(name) ?? otherwise);
}

const twice = (name: string): Refusal => ({
  received: `two values for ${name}`,
  expected: 'one, by place or by name',
  advice: `leave one of them out`,
});

const lacking = (name: string): Refusal => ({
  received: `nothing for ${name}`,
  expected: 'an argument for every parameter without a default',
  advice: `pass ${name}`,
});

const unexpected = (name: string, parameters: readonly string[]): Refusal => ({
  received: `an argument named ${name}`,
  expected:
    parameters.length > 1
      ? `names among ${parameters.join(', ')}`
      : `no name${parameters.map((each) => ` but ${each}`).join('')}`,
  advice: 'leave it out, or correct its name',
});

const tooMany = (count: number, expected: string): Refusal => ({
  received: `${amount(count, 'argument')} by place`,
  expected,
  advice: 'leave out what is too much, or pass it by name',
});

const mostOf = (places: number): string => `at most ${places}, self included in a method`;

/** What `*args` or `**kwargs` takes: all that is left. */
function collected(variadic: 'positional' | 'keyword', { positional, named, perhaps, open }: Left): Value {
  const rest = variadic === 'positional' ? tuple(positional.splice(0)) : dictionary(passed(named, perhaps));
  if (variadic === 'keyword') named.clear();
  return open ? UNKNOWN : rest;
}

/** What the program calls of a library. */
interface LibraryUse {
  name: string;
  signature: string;
  given: Arguments;
  site: Site;
}

const emitRefusal = (machine: Machine, { name, site }: Pick<LibraryUse, 'name' | 'site'>, refusal: Refusal): void => {
  machine.emit({
    kind: 'mismatch',
    rule: 'argument-mismatch',
    site,
    operation: displayName(name),
    ...refusal,
    inputs: [],
  });
};

/** What came to some layers later than to others, and may come to the rest; what functions in C++ take besides. */
const isUnsettled = (use: string, name: string): boolean =>
  (name === 'bias' && use.includes('Norm')) || (name === 'out' && use.startsWith('torch.nn.functional.'));

/** Reports what a layer or function of PyTorch's does not take, whose signature the row has exactly: names, and more by place. */
export function checkTaken(machine: Machine, use: LibraryUse, aliased = false): void {
  const places = exceededPlaces(use.signature, use.given);
  if (places !== undefined)
    emitRefusal(machine, use, tooMany(use.given.positional.length, places === 0 ? 'none' : `at most ${places}`));
  const refused = refusedName(use.signature, use.given, aliased);
  if (!refused || isUnsettled(use.name, refused.name)) return;
  const { name, names } = refused;
  emitRefusal(machine, use, refused.twice ? twice(name) : unexpected(name, names));
}

/** Reports parameters of a function or class of PyTorch's that have no default and get no argument. */
export function checkMissing(machine: Machine, { name, signature, given, site }: LibraryUse): void {
  const missing = name.startsWith('torch.') && given.explicit ? missingArguments(signature, given) : [];
  if (missing.length > 0) emitRefusal(machine, { name, site }, lacking(missing.join(', ')));
}

/** Decorators that leave a function's parameters as they are; others may call it in another way. */
const KEEPS_PARAMETERS =
  /^(staticmethod|classmethod|property|abstractmethod|no_grad|enable_grad|inference_mode|cache|lru_cache)$/;

const nameOf = (decorator: Expression): string => {
  if (decorator.kind === 'call') return nameOf(decorator.callee);
  return decorator.kind === 'name' || decorator.kind === 'attribute' ? decorator.name : '';
};

/** Whether a decorator may give it other parameters. */
export const mayBeWrapped = ({ decorators }: FunctionDefinition): boolean =>
  decorators.some((each) => !KEEPS_PARAMETERS.test(nameOf(each)));

/**
 * Reports a call that Python refuses: one that the program's text makes, of a function that is certainly this one, where
 * no branch may lead around it. Functions that nothing calls may be given anything, and their methods be a subclass's.
 */
export function refuseCall(
  machine: Machine,
  { definition, owner }: FunctionValue,
  { given, site, refusal }: { given: Arguments; site: Site; refusal: Refusal },
): void {
  const doubtful = machine.hypothetical || machine.branches > machine.frame.branches;
  if (!given.explicit || given.open || mayBeWrapped(definition) || doubtful) return;
  machine.emit({
    kind: 'mismatch',
    rule: 'argument-mismatch',
    site,
    operation: definition.name === '__init__' && owner ? owner.name : definition.name || 'the function',
    ...refusal,
    inputs: [],
  });
}
