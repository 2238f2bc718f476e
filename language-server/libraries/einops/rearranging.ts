import { has, possible } from '../../interpreter/dictionaries';
import type { Dimension } from '../../domain/dimension';
import { categoryOf, type ElementType } from '../../domain/element-type';
import { ANY_SHAPE } from '../../domain/shape';
import { arrayClass } from '../../interpreter/arrays';
import { integer, tensor, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, mismatch, moved, sizeIn, stringOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { via } from '../via';
import { axesOf, shapeOf } from './axes';
import { flawOf, isFlaw, isNumber, namesOf, parsePattern, type Flaw, type Operation, type Pattern } from './pattern';

/** The sizes that a call passes by name. */
function sizesGiven(call: Call): ReadonlyMap<string, Dimension> {
  const given = valueOf(call, 'axes_lengths');
  const entries = given.kind === 'dictionary' ? given.entries.value : undefined;
  return new Map(
    possible(entries).flatMap(({ key, value }): [string, Dimension][] =>
      key.kind === 'string'
        ? [[key.value, (has(entries, `s${key.value}`) ? sizeIn(value) : undefined) ?? call.machine.symbol(key.value)]]
        : [],
    ),
  );
}

/** The pattern of a call; undefined where it is not known, or is refused, which is reported. */
export function patternOf(call: Call, operation: Operation): Pattern | undefined {
  const pattern = parsePattern(stringOf(call, 'pattern') ?? '');
  if (!pattern) return undefined;
  const flaw = isFlaw(pattern) ? pattern : flawOf(pattern, operation, [...sizesGiven(call).keys()]);
  if (flaw) refuse(call, flaw);
  return flaw || isFlaw(pattern) ? undefined : pattern;
}

const refuse = (call: Call, flaw: Flaw): void => {
  mismatch(call, { ...flaw, inputs: [] }, 'argument-mismatch');
};

/** An array, or a list of arrays that is stacked along a new first axis. */
export function inputOf(call: Call): Tensor {
  const value = valueOf(call, 'tensor');
  const stacked = elementsIn(value) ? via('torch.stack', { tensors: value, dim: integer(0) })(call) : value;
  const [first] = elementsIn(value) ?? [value];
  if (stacked.kind !== 'tensor') return tensor(ANY_SHAPE, { array: 'array' });
  return { ...stacked, array: first?.kind === 'tensor' ? arrayClass(first) : 'array' };
}

const placed = (result: Tensor, { array }: Tensor): Tensor => (array ? { ...result, array } : result);

/** The input's entries in the order of the pattern's right side. */
const arranged =
  (operation: 'rearrange' | 'repeat'): Rule =>
  (call) => {
    const input = inputOf(call);
    const pattern = patternOf(call, operation);
    const axes = pattern && axesOf(call, pattern.left, input, sizesGiven(call));
    return placed(moved(input, axes ? shapeOf(pattern.right, axes) : ANY_SHAPE), input);
  };

export const rearrange = arranged('rearrange');
const repeat = arranged('repeat');

const REDUCTIONS = ['min', 'max', 'sum', 'mean', 'prod', 'any', 'all'];

const drops = ({ left, right }: Pattern): boolean => {
  const kept = new Set(namesOf(right));
  return left.flat().some((name) => isNumber(name) || !kept.has(name));
};

/** PyTorch's sums of integers are of 64 bits; other libraries' are not told. */
function reducedType(reduction: Value, input: Tensor): ElementType | undefined {
  const name = reduction.kind === 'string' ? reduction.value : '';
  if (name === 'min' || name === 'max') return input.type;
  const category = input.type && categoryOf(input.type);
  if (category === 'float' || category === 'complex') return /^(sum|mean|prod)$/.test(name) ? input.type : undefined;
  return arrayClass(input) === 'torch.Tensor' && /^(sum|prod)$/.test(name) && category ? 'int64' : undefined;
}

/** Entries that differ on the dropped axes only become one. */
export const reduce: Rule = (call) => {
  const input = inputOf(call);
  const reduction = valueOf(call, 'reduction');
  checkReduction(call, reduction);
  const pattern = patternOf(call, 'reduce');
  if (!pattern) return placed(tensor(ANY_SHAPE), input);
  if (drops(pattern)) checkMean(call, reduction, input);
  const type = drops(pattern) ? reducedType(reduction, input) : input.type;
  const axes = axesOf(call, pattern.left, input, sizesGiven(call));
  return placed(tensor(axes ? shapeOf(pattern.right, axes) : ANY_SHAPE, type ? { type } : {}), input);
};

export function checkReduction(call: Call, reduction: Value): void {
  if (reduction.kind !== 'string' || REDUCTIONS.includes(reduction.value)) return;
  refuse(call, {
    received: `the reduction '${reduction.value}'`,
    expected: `one of ${REDUCTIONS.join(', ')}, or a function`,
    advice: 'write one of them',
  });
}

function checkMean(call: Call, reduction: Value, input: Tensor): void {
  const whole = input.type !== undefined && /^(integer|boolean)$/.test(categoryOf(input.type));
  if (!whole || reduction.kind !== 'string' || reduction.value !== 'mean') return;
  mismatch(
    call,
    { received: 'integers', expected: 'floats to take the mean of', advice: 'convert them first', inputs: [input] },
    'type-mismatch',
  );
}

const FUNCTIONS: Table = {
  rearrange: row('tensor, pattern, **axes_lengths', rearrange),
  repeat: row('tensor, pattern, **axes_lengths', repeat),
  reduce: row('tensor, pattern, reduction, **axes_lengths', reduce),
};

export const REARRANGING: Table = Object.fromEntries(
  Object.entries(FUNCTIONS).map(([name, each]) => [`einops.${name}`, each]),
);
