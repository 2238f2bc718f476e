/** `fit` on inputs alone, where the loss that the model is compiled with compares its output with targets. */
import type { Instance, Value } from '../../interpreter/value';
import { elementsIn, valueOf } from '../call';
import { refuse } from '../condition';
import type { Call } from '../library';
import { arraysOf, elementOf } from './fed';
import { lossOf } from './loss';

const isArrays = (value: Value): boolean =>
  value.kind === 'tensor' || (elementsIn(value) ?? []).some(({ kind }) => kind === 'tensor');

/** A batch that is no tuple, or arrays without others beside them: a lone dictionary holds inputs by their names. */
function isAlone(call: Call): boolean {
  const [x, y] = ['x', 'y'].map((name) => valueOf(call, name)) as [Value, Value];
  const element = elementOf(call, x);
  if (element) return element.kind === 'tensor' || element.kind === 'dictionary';
  return y.kind === 'none' && isArrays(arraysOf(x));
}

/** Models of the program's own classes may compute their loss otherwise. */
export function checkTargets(call: Call, model: Instance, loss: Value): void {
  const name = lossOf(loss);
  if (name === undefined || model.class.kind !== 'library' || !isAlone(call)) return;
  refuse(call, 'argument-mismatch', {
    received: 'inputs alone',
    expected: `targets that ${name} compares the output with`,
    advice: 'pass y, or have what gives the batches give pairs of inputs and targets',
  });
}
