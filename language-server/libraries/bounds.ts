/** Between which numbers a tensor's integers are, where the program says how they are drawn: slices are bounded by them. */
import { add, ANONYMOUS, negate, type Bounds, type Dimension } from '../domain/dimension';
import { within } from '../domain/order';
import type { Shape } from '../domain/shape';
import { known } from '../interpreter/memory';
import type { Interval, Tensor, Value } from '../interpreter/value';
import { integerIn, integerOf, isNone, numberOf, valueOf } from './call';
import type { Call } from './library';
import { isWide, effectOf, sourceOf } from './members';

const between = (least: Dimension | undefined, limit: Dimension | undefined): Bounds | undefined =>
  least === undefined || limit === undefined ? undefined : { least, limit };

/** From `low` to below `high`, or from 0 to below `low` where that stands alone. */
const lowAndHigh = (call: Call, isAlone = isNone(call, 'high')): Bounds | undefined =>
  isAlone ? between(0, integerOf(call, 'low')) : between(integerOf(call, 'low'), integerOf(call, 'high'));

/** NumPy's generators draw the end too where they are asked to. */
function upToEndpoint(call: Call): Bounds | undefined {
  const end = call.arguments.get('endpoint');
  const bounds = lowAndHigh(call);
  if (!bounds || !end) return bounds;
  return end.kind === 'boolean' ? { ...bounds, limit: add(bounds.limit, Number(end.value)) } : undefined;
}

function counted(call: Call): Bounds | undefined {
  const [start, end, step] = [integerOf(call, 'start'), integerOf(call, 'end'), numberOf(call, 'step')];
  if (step === undefined || step < 1) return undefined;
  return isNone(call, 'end') ? between(0, start) : between(start, end);
}

const DRAWN: Partial<Record<string, (call: Call) => Bounds | undefined>> = {
  // `randint(high, size)` has its size where `randint(low, high, size)` has the high end.
  'torch.randint': (call) => lowAndHigh(call, isNone(call, 'size')),
  'torch.randint_like': (call) => lowAndHigh(call),
  'torch.randperm': (call) => between(0, integerOf(call, 'n')),
  'torch.arange': counted,
  'numpy.arange': counted,
  'numpy.random.randint': upToEndpoint,
  'numpy.random.RandomState.randint': upToEndpoint,
  'numpy.random.default_rng.integers': upToEndpoint,
  'numpy.random.choice': (call) => between(0, integerOf(call, 'a')),
  'random.randrange': (call) =>
    numberOf(call, 'step') !== 1
      ? undefined
      : isNone(call, 'stop')
        ? between(0, integerOf(call, 'start'))
        : between(integerOf(call, 'start'), integerOf(call, 'stop')),
  'random.randint': (call) => {
    const last = integerOf(call, 'b');
    return between(integerOf(call, 'a'), last === undefined ? undefined : add(last, 1));
  },
};

/** An integer that is drawn where it is called, named by nothing. */
export function drawnInteger(call: Call): Dimension | undefined {
  const bounds = DRAWN[call.name]?.(call);
  return bounds && within(ANONYMOUS, bounds, true);
}

const isScalar = ({ open, dimensions }: Shape): boolean => !open && dimensions.length === 0;

/** What holds of a part of it; a scalar is one integer. */
export function boundsIn(tensor: Tensor, shape: Shape): { bounds?: Interval } {
  const { bounds } = known(tensor);
  if (!bounds) return {};
  return { bounds: isScalar(shape) && bounds.entry === undefined ? single(bounds) : bounds };
}

const single = (bounds: Interval): Interval => ({ ...bounds, entry: within(ANONYMOUS, bounds, true) });

/** The integer that a tensor without axes is, where it is one of those that are drawn. */
export const entryIn = (value: Value): Dimension | undefined =>
  value.kind === 'tensor' ? known(value).bounds?.entry : undefined;

/** One of a tensor's integers. */
export function integerWithin(tensor: Tensor): Dimension | undefined {
  const { bounds } = known(tensor);
  return bounds && (bounds.entry ?? within(ANONYMOUS, bounds, true));
}

const numberIn = (value: Value): Dimension | undefined => integerIn(value) ?? entryIn(value);

/** With a number added to all, or taken from them. */
function shifted(call: Call, direction: 1 | -1): Interval | undefined {
  const [input, other] = [valueOf(call, 'input'), valueOf(call, 'other')];
  const [source, number] = integerIn(input) === undefined ? [input, other] : [other, input];
  const by = source === input || direction === 1 ? numberIn(number) : undefined;
  if (source.kind !== 'tensor' || by === undefined || numberOf(call, 'alpha') !== 1) return undefined;
  const { bounds } = known(source);
  if (!bounds) return undefined;
  const move = (each: Dimension): Dimension => add(each, direction === 1 ? by : negate(by));
  return {
    least: move(bounds.least),
    limit: move(bounds.limit),
    ...(bounds.entry !== undefined && { entry: move(bounds.entry) }),
  };
}

function kept(call: Call, { shape }: Tensor): { bounds?: Interval } {
  const effect = effectOf(call.name);
  if (effect === 'adds' || effect === 'subtracts') {
    const bounds = shifted(call, effect === 'adds' ? 1 : -1);
    return bounds ? { bounds } : {};
  }
  const source = effect === 'keeps' || effect === 'repeats' || effect === 'picks' ? sourceOf(call) : undefined;
  return source ? boundsIn(source, shape) : {};
}

/** What a call returns with what bounds its integers. */
export function withBounds(call: Call, result: Value): Value {
  if (result.kind !== 'tensor' || !isWide(result)) return result;
  const drawn = DRAWN[call.name]?.(call);
  const { bounds } = drawn ? boundsIn({ ...result, bounds: drawn }, result.shape) : kept(call, result);
  return bounds ? { ...result, bounds } : result;
}
