/** What `fit`, `evaluate` and `predict` are given: inputs, targets and weights. */
import type { Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { printShape, shape } from '../../domain/shape';
import { entryOf } from '../../interpreter/dictionaries';
import { Each } from '../../interpreter/each';
import { item } from '../../interpreter/items';
import { libraryClass } from '../../interpreter/modules';
import { integer, NONE, tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, mismatch, valueOf } from '../call';
import type { Call } from '../library';
import { entriesOf } from '../pandas/frame';
import { dataIn, elementIn } from '../tensorflow/dataset';

/** Inputs and targets, and whether they are batches already. */
export interface Fed {
  x: Value;
  y: Value;
  batched: boolean;
  /** One for every sample. */
  weights?: Value;
}

/** Arrays or tables, or a batch of a data set: inputs, or inputs and targets. */
export function fedBy(call: Call, x: Value, y: Value): Fed {
  const element = elementOf(call, x);
  if (!element) return { x: arraysOf(x), y: entriesOf(y), batched: false };
  const [inputs = UNKNOWN, targets = UNKNOWN] = element.kind === 'tuple' ? element.elements : [element];
  return { x: inputs, y: targets, batched: true };
}

/** A batch of a data set, or what a generator or a sequence of the program's own gives; undefined for arrays. */
export function elementOf(call: Call, x: Value): Value | undefined {
  const data = dataIn(x);
  if (data) return elementIn(data);
  if (x.kind === 'instance' && SEQUENCES.test(libraryClass(x)?.name ?? ''))
    return item(call.machine, x, integer(call.machine.symbol('i', 'integer')), call.site);
  if (x.kind !== 'list' || x.type !== 'iterator') return undefined;
  const elements = x.elements.value;
  return elements instanceof Each ? elements.read() : (elements?.[0] ?? UNKNOWN);
}

const SEQUENCES = /^keras\.utils\.(Sequence|PyDataset)$/;

export const arraysOf = (value: Value): Value => {
  const several = elementsIn(value);
  if (!several) return entriesOf(value);
  return isVector(value, several) ? tensor(shape([several.length]), { type: 'float' }) : tuple(several.map(entriesOf));
};

/** Numbers in a list are one array. */
const isVector = ({ kind }: Value, elements: readonly Value[]): boolean =>
  kind === 'list' && elements.length > 0 && elements.every((each) => each.kind === 'integer' || each.kind === 'float');

/** What is passed by a name that the signature does not list. */
export function option(call: Call, name: string): Value | undefined {
  const options = valueOf(call, 'kwargs');
  return options.kind === 'dictionary' ? entryOf(options.entries.value, `s${name}`) : undefined;
}

/** Several inputs have as many samples each. */
export function checkInputs(call: Call, x: Value): void {
  const inputs = (elementsIn(x) ?? []).flatMap((each) => (each.kind === 'tensor' && !each.shape.open ? [each] : []));
  const [first] = inputs;
  const other = inputs.find(({ shape: { dimensions } }) =>
    different(dimensions[0] ?? 1, first!.shape.dimensions[0] ?? 1),
  );
  if (!first || !other) return;
  mismatch(call, {
    received: `inputs of shapes ${printShape(first.shape)} and ${printShape(other.shape)}`,
    expected: 'as many samples in each',
    advice: 'pass what belongs together, or slice all alike',
    inputs,
  });
}

/** As many samples as targets and weights. */
export function checkCounts(call: Call, x: Value, y: Value, weights: Value = NONE): void {
  const count = (value: Value): Dimension | undefined =>
    value.kind === 'tensor' && !value.shape.open ? value.shape.dimensions[0] : undefined;
  const samples = count(x);
  for (const [name, what, others] of [
    ['y', 'targets', y],
    ['sample_weight', 'weights', entriesOf(weights)],
  ] as const) {
    const given = count(others);
    if (samples === undefined || given === undefined || !different(samples, given)) continue;
    mismatch(call, {
      received: `x of shape ${printShape((x as Tensor).shape)} and ${name} of shape ${printShape((others as Tensor).shape)}`,
      expected: `as many ${what} as samples: ${printDimension(samples)} against ${printDimension(given)}`,
      advice: name === 'y' ? 'pass the two halves of one split, or slice both alike' : 'give every sample one weight',
      inputs: [x as Tensor, others as Tensor],
    });
  }
}
