import { unknownDimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { ANY_TENSOR, tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { entryOf } from '../../interpreter/dictionaries';
import { derived, isNone, sizeIn, tensorOf, valueOf } from '../call';
import type { Call, Rule } from '../library';
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

/** What another layer gives, whose weights are changed before. */
export const wrapping: Rule = (call) =>
  callValue(
    call.machine,
    setting(call, 'layer'),
    { ...noArguments(), positional: [valueOf(call, 'inputs')] },
    { site: call.site },
  );

/** The last sizes of what a MultiHeadAttention was first given. */
export const ATTENDED = { query: '@query', key: '@key', value: '@value' } as const;

/** (B, …, features) of the query, or of the `output_shape`; the scores (B, heads, T, S) besides where they are asked for. */
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
  if (options.kind !== 'dictionary') return UNKNOWN;
  const asked = entryOf(options.entries.value, 'sreturn_attention_scores');
  if (asked && asked.kind !== 'boolean') return UNKNOWN;
  const output = attended(call, query);
  return asked?.value ? tuple([output, scores(call, query, value)]) : output;
};

function attended(call: Call, query: Tensor): Value {
  const wanted = setting(call, 'output_shape');
  if (wanted.kind === 'none') return derived(query, query.shape);
  const size = sizeIn(wanted);
  const { dimensions, open } = query.shape;
  return size === undefined || dimensions.length === 0
    ? UNKNOWN
    : derived(query, shape([...dimensions.slice(0, -1), size], open));
}

/** Of sequences (B, T, …) and (B, S, …); attention over more axes has more. */
function scores(call: Call, query: Tensor, value: Tensor): Value {
  const [batch, from] = query.shape.dimensions;
  const to = value.shape.dimensions[1];
  const plain = [query, value].every(({ shape: { open, dimensions } }) => !open && dimensions.length === 3);
  if (!plain || batch === undefined || from === undefined || to === undefined) return UNKNOWN;
  return derived(query, shape([batch, sizeSetting(call, 'num_heads') ?? unknownDimension(), from, to]));
}

/** (B, height, width, C) */
export const resizing: Rule = (call) => {
  const input = inputOf(call);
  if (!input || input.shape.open || input.shape.dimensions.length !== 4) return ANY_TENSOR;
  const [batch, , , channels] = input.shape.dimensions;
  const [height, width] = ['height', 'width'].map((name) => sizeSetting(call, name) ?? unknownDimension());
  return tensor(shape([batch!, height!, width!, channels!]), { type: 'float' });
};
