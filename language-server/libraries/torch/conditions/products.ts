import { numberOfAxes } from '../../../domain/amount';
import { different } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { printShape } from '../../../domain/shape';
import { both, closed, refuse, type Condition, type Conditions } from '../../condition';
import { tensorAt } from './types';
import { checkWidth } from './width';

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

const wide =
  (name: string, parameter: string): Condition =>
  (call) => {
    checkWidth(call, name, parameter);
  };

/** As many axes as PyTorch's function takes, which are not stretched. */
const ranked =
  (ranks: Record<string, number>): Condition =>
  (call) => {
    const wrong = Object.entries(ranks).find(([name, rank]) => {
      const value = tensorAt(call, name);
      return value && !value.shape.open && value.shape.dimensions.length !== rank;
    });
    const value = wrong && tensorAt(call, wrong[0]);
    if (!value) return;
    refuse(
      call,
      'shape-mismatch',
      {
        received: `${wrong[0]} of shape ${printShape(value.shape)}, with ${numberOfAxes(value.shape.dimensions.length)}`,
        expected: wrong[1] === 1 ? 'a vector' : `${wrong[1]} axes`,
        advice: 'use torch.matmul, which takes any number of axes, or reshape it',
      },
      [value],
    );
  };

/** All axes but the last are the same. */
const sameRows: Condition = (call) => {
  const [a, b] = [closed(call, 'input1'), closed(call, 'input2')];
  if (!a || !b) return;
  const [left, right] = [a.shape.dimensions.slice(0, -1), b.shape.dimensions.slice(0, -1)];
  if (left.length === right.length && !left.some((size, i) => different(size, right[i]!))) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `shapes ${printShape(a.shape)} and ${printShape(b.shape)}`,
      expected: 'the same sizes but for the last axis',
      advice: 'expand one of them',
    },
    [a, b],
  );
};

const each = (name: string, condition: Condition): Conditions => ({
  [`torch.${name}`]: condition,
  [`torch.Tensor.${name}`]: condition,
});

export const PRODUCT_CONDITIONS: Conditions = {
  ...each('bmm', both(ranked({ input: 3, mat2: 3 }), paired('input', 'mat2'))),
  ...each('mm', ranked({ input: 2, mat2: 2 })),
  ...each('mv', ranked({ input: 2, vec: 1 })),
  // `x.dot(y)` of an x of which only sizes are known may be NumPy's, of any number of axes.
  'torch.dot': ranked({ input: 1, tensor: 1 }),
  ...each('baddbmm', paired('batch1', 'batch2')),
  ...each('addbmm', paired('batch1', 'batch2')),
  'torch.nn.Bilinear.forward': both(wide('input1', 'in1_features'), wide('input2', 'in2_features'), sameRows),
  'torch.nn.functional.bilinear': sameRows,
};
