import { equal, product, unknownDimension, type Dimension } from '../../domain/dimension';
import { modulo } from '../../domain/division';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { ANY_SHAPE, printShape, shape } from '../../domain/shape';
import {
  attributeOf,
  booleanOf,
  constructing,
  integerIn,
  weighted,
  layerOf,
  mismatch,
  parameterOf,
  sized,
  sizeIn,
  tensorOf,
  valueOf,
  derived,
} from '../call';
import type { Call, Rule, Table } from '../library';
import { row } from '../library';
import { isDescribed } from '../../project/described';
import { attributeCell } from '../../interpreter/setting-attributes';
import { ANY_TENSOR, tensor, type Instance, type Value } from '../../interpreter/value';

/** Sizes of a layer's weight (out, in): a weight that is tied to another layer's need not be as the layer was made. */
function weightOf(self: Instance | undefined, names: readonly [string, string]): (Dimension | undefined)[] {
  const own = attributeOf(self, 'weight');
  if (!self?.attributes.has('weight')) return names.map((name) => sizeIn(attributeOf(self, name)));
  return own.kind === 'tensor' && own.shape.dimensions.length === 2 ? [...own.shape.dimensions] : [];
}

/** (…, in_features) → (…, out_features); where axes were to be flattened first, what comes then. */
const linear: Rule = (call) => {
  const self = layerOf(call);
  const input = tensorOf(call);
  const [made, wanted] = weightOf(self, ['out_features', 'in_features']);
  const out = made ?? unknownDimension();
  const last = input.shape.dimensions.at(-1);
  if (last !== undefined && wanted !== undefined && different(last, wanted)) {
    const { dimensions } = input.shape;
    const { correction, ...place } = parameterOf(self, 'in_features', last);
    mismatch(call, {
      received: `an input of shape ${printShape(input.shape)}, whose last axis is ${printDimension(last)}`,
      expected: `in_features=${printDimension(wanted)}`,
      advice: advise(dimensions, last, wanted, !self || !isDescribed(self.construction.site.path)),
      inputs: [input],
      ...place,
      ...(correction && !misflattened(dimensions, wanted) && { correction }),
    });
    if (lacksBatch(dimensions, wanted)) return tensor(ANY_SHAPE, { type: 'float' });
    if (lacksFlattening(dimensions, wanted)) return sized([dimensions[0]!, out], { type: 'float' });
  }
  return tensor(shape([...input.shape.dimensions.slice(0, -1), out], input.shape.open), { type: 'float' });
};

const BATCHED = 'into a batch before the network, with unsqueeze(0)';

/** Whether the axes after the batch multiply to what is wanted. */
const lacksFlattening = (dimensions: readonly Dimension[], wanted: Dimension): boolean =>
  dimensions.length > 2 && equal(product(dimensions.slice(1)), wanted);

/** Whether all is one axis, of as many entries as several samples have: the batch may have been flattened, too. */
const lacksBatch = ([only, ...others]: readonly Dimension[], wanted: Dimension): boolean =>
  only !== undefined && others.length === 0 && wanted !== 0 && modulo(only, wanted) === 0;

const misflattened = (dimensions: readonly Dimension[], wanted: Dimension): boolean =>
  lacksFlattening(dimensions, wanted) || lacksBatch(dimensions, wanted);

/**
 * The change that mends most such calls.
 * @param own whether the layer is the program's, whose settings it may change
 */
function advise(dimensions: readonly Dimension[], last: Dimension, wanted: Dimension, own: boolean): string {
  const fitting = `set in_features=${printDimension(last)}, or change what comes before`;
  // Perhaps one sample by itself, of which flatten(x, 1) took the first axis for the batch.
  if (dimensions.length === 2 && equal(product(dimensions), wanted))
    return own ? `${fitting}; put a single sample ${BATCHED}` : `put the sample ${BATCHED}`;
  if (lacksBatch(dimensions, wanted))
    return `keep the batch where axes are flattened, as torch.flatten(x, 1) does; or ${fitting}`;
  return lacksFlattening(dimensions, wanted) ? 'flatten the axes after the batch first: torch.flatten(x, 1)' : fitting;
}

/** (…, in) × (out, in) → (…, out) */
const functionalLinear: Rule = (call) => {
  const [input, weight] = [tensorOf(call), tensorOf(call, 'weight')];
  if (weight.shape.open) return derived(input, { open: true, dimensions: [] });
  const [out, inner] = weight.shape.dimensions;
  const last = input.shape.dimensions.at(-1);
  if (last !== undefined && inner !== undefined && different(last, inner)) {
    mismatch(call, {
      received: `an input of shape ${printShape(input.shape)}`,
      expected: `a last axis of ${printDimension(inner)}, from a weight of shape ${printShape(weight.shape)}`,
      advice: 'make the weight (out_features, in_features)',
      inputs: [input, weight],
    });
  }
  const dimensions =
    inner === undefined ? input.shape.dimensions.slice(0, -1) : [...input.shape.dimensions.slice(0, -1), out!];
  return derived(input, shape(dimensions, input.shape.open));
};

/** (*) → (*, embedding_dim) */
const embedding: Rule = (call) => {
  const input = tensorOf(call);
  const [, width] = weightOf(layerOf(call), ['num_embeddings', 'embedding_dim']);
  const size = width ?? unknownDimension();
  return tensor(shape([...input.shape.dimensions, size], input.shape.open), { type: 'float' });
};

const functionalEmbedding: Rule = (call) => {
  const [input, weight] = [tensorOf(call), tensorOf(call, 'weight')];
  const size = weight.shape.dimensions.at(-1) ?? unknownDimension();
  return derived(weight, shape([...input.shape.dimensions, size], input.shape.open));
};

/** (N, *) × (N, *) → (N, out_features) */
const bilinear: Rule = (call) => {
  const left = tensorOf(call, 'input1').shape;
  const out = sizeIn(attributeOf(layerOf(call), 'out_features')) ?? unknownDimension();
  return tensor(shape([...left.dimensions.slice(0, -1), out], left.open), { type: 'float' });
};

/** (…, n), (…, m), (out, n, m) → (…, out) */
const functionalBilinear: Rule = (call) => {
  const left = tensorOf(call, 'input1').shape;
  const weight = tensorOf(call, 'weight');
  const out = weight.shape.dimensions.at(-3) ?? unknownDimension();
  return derived(weight, shape([...left.dimensions.slice(0, -1), out], left.open));
};

/** (…) of indices → (…, classes) */
const oneHot: Rule = (call) => {
  const { shape: from } = tensorOf(call);
  const classes = integerIn(valueOf(call, 'num_classes'));
  const known = classes === undefined || equal(classes, -1) ? unknownDimension() : classes;
  return tensor(shape([...from.dimensions, known], from.open), { type: 'int64' });
};

/** The parameters that a layer creates, for code that reads `layer.weight`. */
const weight =
  (sizes: (values: (name: string) => Dimension) => Dimension[]): Rule =>
  (call) => {
    const values = (name: string): Dimension => sizeIn(valueOf(call, name)) ?? unknownDimension();
    setParameter(call, 'weight', sized(sizes(values), { type: 'float' }));
    if (booleanOf(call, 'bias')) setParameter(call, 'bias', sized(sizes(values).slice(0, 1), { type: 'float' }));
    return ANY_TENSOR;
  };

function setParameter(call: Call, name: string, value: Value): void {
  if (call.self) call.machine.store.write(attributeCell(call.self.attributes, name), value);
}

export const LINEAR: Table = {
  ...constructing(
    weighted('torch.nn.Linear', 'in_features, out_features, bias=True', linear),
    weight((of) => [of('out_features'), of('in_features')]),
  ),
  ...weighted('torch.nn.LazyLinear', 'out_features, bias=True', linear),
  ...weighted('torch.nn.Bilinear', 'in1_features, in2_features, out_features, bias=True', bilinear, 'input1, input2'),
  ...constructing(
    weighted(
      'torch.nn.Embedding',
      'num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False, _weight=None, _freeze=False',
      embedding,
    ),
    weight((of) => [of('num_embeddings'), of('embedding_dim')]),
  ),
  'torch.nn.functional.linear': row('input, weight, bias=None', functionalLinear),
  'torch.nn.functional.embedding': row(
    'input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False',
    functionalEmbedding,
  ),
  'torch.nn.functional.bilinear': row('input1, input2, weight, bias=None', functionalBilinear),
  'torch.bilinear': row('input1, input2, weight, bias=None', functionalBilinear),
  'torch.embedding': row('weight, input, padding_idx=-1, scale_grad_by_freq=False, sparse=False', functionalEmbedding),
  'torch.nn.functional.one_hot': row('input, num_classes=-1', oneHot),
};
