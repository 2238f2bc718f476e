/** `tf.data`: elements are objects of tensors, numbers and nested arrays of numbers, which batches make tensors of. */
import type { Dimension } from '../../domain/dimension';
import { shape, shapeKey } from '../../domain/shape';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { mapValues } from '../../interpreter/dictionaries';
import { escape } from '../../interpreter/escape';
import { Each } from '../../interpreter/each';
import { anyNumberOfTimes } from '../../interpreter/repetition';
import { dictionary, list, tensor, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, integerOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { dataIn, dataset, elementIn, type Data } from '../tensorflow/dataset';
import { nestedSizes } from './tensors';

const DATASET = 'tfjs.data.Dataset';

/** The tensor that an element's part becomes; undefined where its sizes are not known. */
export function leafOf(value: Value): Tensor | undefined {
  if (value.kind === 'tensor') return value.shape.open ? undefined : value;
  const sizes = nestedSizes(value);
  return sizes && tensor(shape(sizes), { type: 'float' });
}

/** An object with every part changed; arrays are parts, not structures. */
function mapParts(value: Value, change: (part: Value) => Value): Value {
  if (value.kind !== 'dictionary') return change(value);
  const changed = mapValues(value.entries.value, change);
  return changed ? { ...dictionary(changed), type: 'object' } : UNKNOWN;
}

const run = (call: Call, callee: Value, ...positional: Value[]): Value =>
  callValue(call.machine, callee, { ...noArguments(), positional }, { site: call.site });

/** Arrays of elements that become tensors of one shape, or of objects of which the first stands for all. */
const fromArray: Rule = (call) => {
  const items = elementsIn(valueOf(call, 'items')) ?? [];
  const leaves = items.map(leafOf);
  const alike = new Set(leaves.map((leaf) => leaf && shapeKey(leaf.shape))).size === 1;
  return dataset(call, { element: alike ? items[0]! : UNKNOWN, count: items.length || undefined, from: call.machine.serial }, DATASET); // prettier-ignore
};

/** What the generator gives; an iterator of the program's own is asked by unseen code. */
const generated: Rule = (call) => {
  const from = call.machine.serial;
  const made = run(call, valueOf(call, 'generator'));
  if (made.kind !== 'list') escape(call.machine, [made]);
  const elements = made.kind === 'list' ? made.elements.value : undefined;
  const element = elements instanceof Each ? elements.read() : (elements?.[0] ?? UNKNOWN);
  return dataset(call, { element, count: undefined, from }, DATASET);
};

/** Elements of several side by side. */
const zipped: Rule = (call) => {
  const parts = valueOf(call, 'datasets');
  const from: number[] = [call.machine.serial];
  const elementOf = (part: Value): Value => {
    const data = dataIn(part);
    if (data) from.push(data.from);
    return data?.element ?? UNKNOWN;
  };
  const several = elementsIn(parts);
  const element = several ? list(several.map(elementOf), 'array') : mapParts(parts, elementOf);
  return dataset(call, { element, count: undefined, from: Math.min(...from) }, DATASET);
};

/** A method that makes another data set of one. */
const makes =
  (change: (data: Data, call: Call) => Data): Rule =>
  (call) => {
    const data = dataIn(valueOf(call, 'self'));
    return data ? dataset(call, change(data, call), DATASET) : UNKNOWN;
  };

const mapped = makes((data, call) => {
  let element: Value = UNKNOWN;
  anyNumberOfTimes(call.machine, () => {
    element = run(call, valueOf(call, 'transform'), data.element);
  });
  return { ...data, element };
});

/** The last batch may be smaller, unless it is dropped. */
const batched = makes((data, call) => {
  const small = valueOf(call, 'smallLastBatch');
  const size = integerOf(call, 'batchSize');
  const from = Math.min(data.from, call.machine.serial);
  const whole = small.kind === 'boolean' && !small.value && size !== undefined;
  const length: Dimension = whole ? size : call.machine.symbol('B');
  const element = mapParts(data.element, (part) => {
    const leaf = leafOf(part);
    return leaf ? tensor(shape([length, ...leaf.shape.dimensions]), { type: 'float', array: 'tfjs.Tensor' }) : UNKNOWN;
  });
  return { element, count: undefined, from };
});

const kept = makes((data) => ({ ...data, count: undefined }));

/** What the function changes it changes as often as there are elements. */
const forEach: Rule = (call) => {
  const data = dataIn(valueOf(call, 'self'));
  if (data) anyNumberOfTimes(call.machine, () => void run(call, valueOf(call, 'f'), elementIn(data)));
  return UNKNOWN;
};

const KEEPING = 'shuffle prefetch take skip repeat filter';

export const DATASETS: Table = {
  'tfjs.data.array': row('items', fromArray),
  'tfjs.data.generator': row('generator', generated),
  'tfjs.data.zip': row('datasets', zipped),
  [`${DATASET}.map`]: row('self, transform', mapped),
  [`${DATASET}.batch`]: row('self, batchSize, smallLastBatch=True', batched),
  [`${DATASET}.forEachAsync`]: row('self, f', forEach),
  ...Object.fromEntries(KEEPING.split(' ').map((name) => [`${DATASET}.${name}`, row('self, *rest', kept)])),
};
