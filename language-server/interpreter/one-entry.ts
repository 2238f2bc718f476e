/** Where Python asks an array for one truth or one number, it has one entry. */
import { amount } from '../domain/amount';
import { product, subtract } from '../domain/dimension';
import { different, sign } from '../domain/order';
import { printShape } from '../domain/shape';
import { arrayClass } from './arrays';
import type { Machine } from './machine';
import { truth } from './truth';
import type { Site, Tensor, Value } from './value';

/** Of these nothing else is known than that several entries have no truth together. */
const ARRAYS = new Set(['torch.Tensor', 'numpy.ndarray']);

const isArray = (value: Value): value is Tensor => value.kind === 'tensor' && ARRAYS.has(arrayClass(value));

function refuse(machine: Machine, value: Tensor, told: { operation: string; advice: string; site: Site }): void {
  machine.emit({
    kind: 'mismatch',
    rule: 'shape-mismatch',
    ...told,
    received: `a tensor of shape ${printShape(value.shape)}, of ${amount(product(value.shape.dimensions), 'entry', 'entries')}`,
    expected: 'one entry',
    inputs: [value],
  });
}

/** The truth of a value that is tested; of several entries there is none. */
export function tested(machine: Machine, value: Value, site: Site): boolean | undefined {
  const several =
    !machine.javascript &&
    isArray(value) &&
    !value.shape.open &&
    sign(subtract(product(value.shape.dimensions), 1)) === 1;
  if (several) refuse(machine, value, { operation: 'the test', site, advice: 'reduce it with .any() or .all() first' });
  return truth(value);
}

/** Reports where `int()` or `float()` certainly gets more or fewer numbers than one. */
export function checkOneNumber(machine: Machine, value: Value | undefined, operation: string, site: Site): void {
  if (!value || !isArray(value) || value.shape.open || !different(product(value.shape.dimensions), 1)) return;
  refuse(machine, value, { operation, site, advice: 'reduce it with mean() or sum(), or take one of its entries' });
}
