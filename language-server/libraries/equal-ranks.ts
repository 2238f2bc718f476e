/** Arrays that NumPy, Keras and TensorFlow join along an axis: as many axes in each. */
import { ANY_SHAPE, printShape } from '../domain/shape';
import { tensor, type Tensor } from '../interpreter/value';
import { elementsIn, isNone, mismatch, valueOf } from './call';
import type { Call, Rule } from './library';

const arraysIn = (call: Call, name: string): Tensor[] =>
  (elementsIn(valueOf(call, name)) ?? []).flatMap((each) => (each.kind === 'tensor' && !each.shape.open ? [each] : []));

/** What joins the arrays in the parameter `name`, after a look at their axes. */
export const ofEqualRanks =
  (name: string, rule: Rule): Rule =>
  (call) => {
    const arrays = arraysIn(call, name);
    const ranks = new Set(arrays.map(({ shape }) => shape.dimensions.length));
    // Without an axis NumPy lays all out flat.
    if (ranks.size < 2 || ['dim', 'axis'].some((axis) => isNone(call, axis))) return rule(call);
    mismatch(call, {
      received: `shapes ${arrays.map(({ shape }) => printShape(shape)).join(', ')}`,
      expected: 'as many axes in each',
      advice: 'drop or add an axis before, by reshape, squeeze or expand_dims',
      inputs: arrays,
    });
    return tensor(ANY_SHAPE);
  };
