import { unknownDimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { callValue, noArguments } from '../../interpreter/calls';
import { ANY_TENSOR, tensor, UNKNOWN } from '../../interpreter/value';
import { entryOf } from '../../interpreter/dictionaries';
import { derived, isNone, sizeIn, tensorOf, valueOf } from '../call';
import type { Rule } from '../library';
import { inputOf, keepSize, setting, sizeSetting } from '../layers/setting';

/** A layer that is not known gives anything. */
export const custom: Rule = () => UNKNOWN;

/** The program's own function of the input. */
export const lambda: Rule = (call) =>
  callValue(
    call.machine,
    setting(call, 'function'),
    { ...noArguments(), positional: [valueOf(call, 'inputs')] },
    { site: call.site },
  );

/** The last sizes of what a MultiHeadAttention was first given. */
export const ATTENDED = { query: '@query', key: '@key', value: '@value' } as const;

/** (B, …, features) of the query, or of the `output_shape`; the scores besides where they are asked for. */
export const attention: Rule = (call) => {
  const [query, value] = [tensorOf(call, 'query'), tensorOf(call, 'value')];
  const key = isNone(call, 'key') ? value : tensorOf(call, 'key');
  for (const [name, { shape: given }] of [
    ['query', query],
    ['key', key],
    ['value', value],
  ] as const)
    // prettier-ignore
    keepSize(call, ATTENDED[name], given.dimensions.at(-1));
  const options = valueOf(call, 'kwargs');
  const scores = options.kind !== 'dictionary' || entryOf(options.entries.value, 'sreturn_attention_scores');
  if (scores) return UNKNOWN;
  const wanted = setting(call, 'output_shape');
  if (wanted.kind === 'none') return derived(query, query.shape);
  const size = sizeIn(wanted);
  const { dimensions, open } = query.shape;
  return size === undefined || dimensions.length === 0
    ? UNKNOWN
    : derived(query, shape([...dimensions.slice(0, -1), size], open));
};

/** (B, height, width, C) */
export const resizing: Rule = (call) => {
  const input = inputOf(call);
  if (!input || input.shape.open || input.shape.dimensions.length !== 4) return ANY_TENSOR;
  const [batch, , , channels] = input.shape.dimensions;
  const [height, width] = ['height', 'width'].map((name) => sizeSetting(call, name) ?? unknownDimension());
  return tensor(shape([batch!, height!, width!, channels!]), { type: 'float' });
};
