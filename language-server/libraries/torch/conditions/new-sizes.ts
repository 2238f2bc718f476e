import { printDimension } from '../../../domain/print-dimension';
import type { Value } from '../../../interpreter/value';
import { elementsIn, integerIn, valueOf } from '../../call';
import { both, refuse, type Condition, type Conditions } from '../../condition';

const NO_SIZE = new Set<Value['kind']>(['float', 'string', 'none', 'dictionary', 'function', 'class']);

/** Sizes are integers. A class that nothing makes an instance of runs on its defaults, which others may replace. */
const integers: Condition = (call) => {
  const wrong = elementsIn(valueOf(call, 'shape'))?.find(({ kind }) => NO_SIZE.has(kind));
  if (!wrong || call.machine.hypothetical) return;
  refuse(call, 'argument-mismatch', {
    received: `a value of kind ${wrong.kind} as a size`,
    expected: 'integers',
    advice: 'divide with // and round with int(), so that sizes stay integers',
  });
};

/** At most one size is left to be found, and no other is negative. */
const oneLeft: Condition = (call) => {
  const sizes = (elementsIn(valueOf(call, 'shape')) ?? []).map(integerIn);
  const unfound = sizes.filter((size) => size === -1).length;
  const negative = sizes.find((size) => typeof size === 'number' && size < -1);
  if (unfound < 2 && negative === undefined) return;
  refuse(call, 'argument-mismatch', {
    received: unfound > 1 ? `${unfound} sizes of -1` : `a size of ${printDimension(negative!)}`,
    expected: 'at most one size of -1, which is found, and none below',
    advice: 'write out all sizes but one',
  });
};

const asked = both(integers, oneLeft);

export const NEW_SIZE_CONDITIONS: Conditions = {
  'torch.reshape': asked,
  'torch.Tensor.reshape': asked,
  'torch.Tensor.view': asked,
};
