import { amount } from '../domain/amount';
import { printShape } from '../domain/shape';
import type { Expression } from '../syntax/program';
import type { Machine } from './machine';
import type { Tensor, Value } from './value';

/** Reports a tuple of names that has more or fewer names than there are parts, of which a starred one takes any number. */
export function checkParts(
  machine: Machine,
  target: Extract<Expression, { kind: 'sequence' }>,
  value: Value,
  count: number,
): void {
  const starred = target.elements.some(({ kind }) => kind === 'starred');
  const names = target.elements.length - (starred ? 1 : 0);
  // What has no parts stands for something that another method sets: `self.levels = [torch.tensor(0)]`.
  if (count === 0 || !CERTAIN.has(value.kind) || (starred ? count >= names : count === names)) return;
  const shape = value.kind === 'tensor' ? `, a tensor of shape ${printShape(value.shape)}` : '';
  machine.emit({
    kind: 'mismatch',
    rule: 'unpack-mismatch',
    site: machine.site(target),
    operation: 'the assignment',
    received: `${amount(count, 'part')}${shape}`,
    expected: `${starred ? 'at least ' : ''}${names}, one for each name`,
    advice: 'name every part, or take those that are wanted by their index',
    inputs: value.kind === 'tensor' ? [value] : [],
  });
}

/** A tensor of TensorFlow.js is none that a pattern takes apart. */
export function refuseTensor(machine: Machine, target: Extract<Expression, { kind: 'sequence' }>, value: Tensor): void {
  machine.emit({
    kind: 'mismatch',
    rule: 'unpack-mismatch',
    site: machine.site(target),
    operation: 'the assignment',
    received: `a tensor of shape ${printShape(value.shape)}`,
    expected: 'an array, whose elements the names take',
    advice: 'take it apart with tf.unstack first, or ask the layer for several outputs',
    inputs: [value],
  });
}

/** Of the others the parts may be given by code of their own. */
const CERTAIN = new Set<Value['kind']>(['tuple', 'list', 'tensor']);
