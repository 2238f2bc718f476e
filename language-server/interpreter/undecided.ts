/** Uses of a value of which only the alternatives are known: each may be the one. */
import { isWithout } from './absence';
import { usable } from './alternatives';
import { getAttribute } from './attributes';
import { paths } from './branches';
import { markCalled } from './callable';
import { callValue, type CallContext } from './calls';
import type { Arguments } from './arguments';
import { joinValues } from './join';
import type { Machine } from './machine';
import type { Site, Value } from './value';

/** Alternatives that are run for one call; calls within each other multiply. */
const MAX_CALLED = 4;

/** Calls each: all calls that there can be are among these. Undefined where there are too many. */
export function callEach(
  machine: Machine,
  among: readonly Value[],
  given: Arguments,
  context: CallContext,
): Value | undefined {
  const callees = unwrapped(usable(among));
  if (callees.length > MAX_CALLED) return undefined;
  if (callees.length > 1) for (const callee of callees) markCalled(machine.supposed, callee);
  return each(machine, callees, (callee) => callValue(machine, callee, given, context));
}

/** An attribute of each that has it: of the others it would be an error. */
export const attributeOfEach = (machine: Machine, among: readonly Value[], name: string, site: Site): Value =>
  each(machine, usable(among), (owner) => {
    const value = getAttribute(machine, owner, name, site);
    const isAbsent = value.kind === 'unknown' && owner.kind === 'instance' && isWithout(machine, owner, name);
    return isAbsent && !machine.javascript ? undefined : value;
  });

/** Changes one of them. */
export const changeOne = (machine: Machine, among: readonly Value[], change: (value: Value) => void): void => {
  each(machine, usable(among), (value) => {
    change(value);
    return undefined;
  });
};

/** What fails with one may be no use that the program makes: of several nothing is found. */
function each(machine: Machine, values: readonly Value[], use: (value: Value) => Value | undefined): Value {
  const results: Value[] = [];
  const perform = (value: Value) => (): boolean => {
    const result = use(value);
    if (result) results.push(result);
    return true;
  };
  const guards = Number(values.length > 1);
  machine.guarded += guards;
  paths(machine, values.map(perform));
  machine.guarded -= guards;
  return joinValues(results);
}

/** PyTorch's wrappers of a module, which call it. */
const WRAPPER = /^torch\.nn\.(parallel\.Distributed)?DataParallel$/;

/** Without the wrappers of those that are among them: a call of either does the same. */
const unwrapped = (values: readonly Value[]): readonly Value[] =>
  values.filter((value) => !values.some((inner) => inner !== value && wrapped(value) === inner));

const wrapped = (value: Value): Value | undefined =>
  value.kind === 'instance' && WRAPPER.test(value.class.kind === 'library' ? value.class.name : '')
    ? value.attributes.get('module')?.value
    : undefined;
