import { unknownDimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { callValue, noArguments } from '../../interpreter/calls';
import { ANY_TENSOR, tensor, UNKNOWN } from '../../interpreter/value';
import { derived, tensorOf, valueOf } from '../call';
import type { Rule } from '../library';
import { inputOf, setting, sizeSetting } from '../layers/setting';

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

/** (B, …, features) of the query. */
export const attention: Rule = (call) => derived(tensorOf(call, 'query'), tensorOf(call, 'query').shape);

/** (B, height, width, C) */
export const resizing: Rule = (call) => {
  const input = inputOf(call);
  if (!input || input.shape.open || input.shape.dimensions.length !== 4) return ANY_TENSOR;
  const [batch, , , channels] = input.shape.dimensions;
  const [height, width] = ['height', 'width'].map((name) => sizeSetting(call, name) ?? unknownDimension());
  return tensor(shape([batch!, height!, width!, channels!]), { type: 'float' });
};
