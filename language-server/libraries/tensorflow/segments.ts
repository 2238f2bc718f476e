/** Rows that are brought together by the segment that each is in. */
import { different } from '../../domain/order';
import { printShape, shape } from '../../domain/shape';
import { unknownCount, unknownDimension, type Dimension } from '../../domain/dimension';
import { ANY_TENSOR, UNKNOWN, type Tensor } from '../../interpreter/value';
import { derived, integerOf, mismatch, prefixed, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { literal } from './arithmetic';

/** The data and its segments' numbers, where the shapes of both are known. */
function givenTo(call: Call): [data: Tensor, ids: Tensor] | undefined {
  const [data, ids] = ['data', 'segment_ids'].map((name) => {
    const value = valueOf(call, name);
    return value.kind === 'tensor' ? value : literal(value);
  });
  return data?.kind === 'tensor' && ids?.kind === 'tensor' && !data.shape.open && !ids.shape.open
    ? [data, ids]
    : undefined;
}

/** Every row, or what the numbers have as many axes for, is in one segment. */
function segmented(call: Call, count: Dimension, isFlat: boolean): Tensor | typeof UNKNOWN {
  const [data, ids] = givenTo(call) ?? [];
  if (!data || !ids) return UNKNOWN;
  const [all, led] = [data.shape.dimensions, ids.shape.dimensions];
  const misfit = (isFlat && led.length !== 1) || led.some((size, i) => all[i] === undefined || different(size, all[i]));
  if (!misfit) return derived(data, shape([count, ...all.slice(led.length)]));
  mismatch(call, {
    received: `data of shape ${printShape(data.shape)} and segment_ids of shape ${printShape(ids.shape)}`,
    expected: isFlat ? 'a number for each row' : "numbers of the data's first sizes",
    advice: 'give one segment for each row of the data',
    inputs: [data, ids],
  });
  return ANY_TENSOR;
}

/** As many as the largest number says. */
const sorted: Rule = (call) => segmented(call, unknownCount(), true);

const unsorted: Rule = (call) => segmented(call, integerOf(call, 'num_segments') ?? unknownDimension(), false);

const named = (names: string, prefix: string, signature: string, rule: Rule): Table =>
  Object.fromEntries(names.split(' ').map((name) => [`${prefix}${name}`, row(signature, rule)]));

const REDUCTIONS = 'sum mean max min prod';

export const SEGMENTS: Table = prefixed(['tensorflow.math.'], {
  ...named(REDUCTIONS, 'segment_', 'data, segment_ids, name=None', sorted),
  ...named(`${REDUCTIONS} sqrt_n`, 'unsorted_segment_', 'data, segment_ids, num_segments, name=None', unsorted),
});
