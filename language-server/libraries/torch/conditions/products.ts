import { different } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { printShape } from '../../../domain/shape';
import { attributeOf, layerOf, parameterOf, sizeIn } from '../../call';
import { both, closed, refuse, type Condition, type Conditions } from '../../condition';

/** As many matrices on both sides: nothing is stretched. */
const paired =
  (first: string, second: string): Condition =>
  (call) => {
    const [a, b] = [closed(call, first), closed(call, second)];
    if (a?.shape.dimensions.length !== 3 || b?.shape.dimensions.length !== 3) return;
    const [left, right] = [a.shape.dimensions[0]!, b.shape.dimensions[0]!];
    // A conflict that broadcasting meets, too, is told by the rule.
    if (!different(left, right) || (left !== 1 && right !== 1)) return;
    refuse(
      call,
      'shape-mismatch',
      {
        received: `shapes ${printShape(a.shape)} and ${printShape(b.shape)}`,
        expected: `as many matrices on both sides: ${printDimension(left)} against ${printDimension(right)}`,
        advice: 'use torch.matmul, which broadcasts, or expand one of them',
      },
      [a, b],
    );
  };

/** The last axis of an input is what the layer was made for. */
const wide =
  (name: string, parameter: string): Condition =>
  (call) => {
    const input = closed(call, name);
    const layer = layerOf(call);
    const [last, width] = [input?.shape.dimensions.at(-1), sizeIn(attributeOf(layer, parameter))];
    if (!input || last === undefined || width === undefined || !different(last, width)) return;
    refuse(
      call,
      'shape-mismatch',
      {
        received: `${name} of shape ${printShape(input.shape)}, whose last axis is ${printDimension(last)}`,
        expected: `${parameter}=${printDimension(width)}`,
        advice: `set ${parameter}=${printDimension(last)}, or change what comes before`,
        ...parameterOf(layer, parameter, last),
      },
      [input],
    );
  };

const each = (name: string, condition: Condition): Conditions => ({
  [`torch.${name}`]: condition,
  [`torch.Tensor.${name}`]: condition,
});

export const PRODUCT_CONDITIONS: Conditions = {
  ...each('bmm', paired('input', 'mat2')),
  ...each('baddbmm', paired('batch1', 'batch2')),
  ...each('addbmm', paired('batch1', 'batch2')),
  'torch.nn.Bilinear.forward': both(wide('input1', 'in1_features'), wide('input2', 'in2_features')),
};
