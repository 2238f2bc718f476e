/** What indices pick is there. */
import { product } from '../../../domain/dimension';
import { categoryOf } from '../../../domain/element-type';
import { different } from '../../../domain/order';
import { axisOf, printShape, type Shape } from '../../../domain/shape';
import type { Tensor, Value } from '../../../interpreter/value';
import { asFunction, attributeOf, elementsIn, layerOf, numberIn, numberOf, tensorOf, valueOf } from '../../call';
import { closed, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';
import { beyond, type Places } from '../../members';

function check(call: Call, index: Tensor, places: Places | undefined, of: string): void {
  const wrong = places && beyond(index, places);
  if (wrong === undefined || !places) return;
  const first = places.least < 0 ? places.least : 0;
  refuse(
    call,
    'index-out-of-range',
    {
      received: wrong,
      expected: `indices from ${first} to ${places.limit - 1}, of ${of}`,
      advice: 'make what is indexed larger, or draw smaller indices',
    },
    [index],
  );
}

const placesFrom0 = (size: unknown): Places | undefined =>
  typeof size === 'number' ? { least: 0, limit: size } : undefined;

/** From the start and from the end. */
const placesOf = (size: unknown): Places | undefined =>
  typeof size === 'number' ? { least: -size, limit: size } : undefined;

/** Rows of a table of embeddings. */
const rows =
  (table: (call: Call) => Value): Condition =>
  (call) => {
    const weight = table(call);
    const count = weight.kind === 'tensor' && !weight.shape.open ? weight.shape.dimensions[0] : numberIn(weight);
    check(call, tensorOf(call), placesFrom0(count), 'the rows of the table');
  };

/** Keras' layer holds its indices to `input_dim`, that of TensorFlow.js to `inputDim`. */
const tokens =
  (name: string): Condition =>
  (call) => {
    const count = attributeOf(layerOf(call), name);
    check(call, tensorOf(call, 'inputs'), placesFrom0(numberIn(count)), `the rows of the table, ${name}`);
  };

/** Classes for which there are scores, but for the one that is left out. */
const classes: Condition = (given) => {
  const call = asFunction(given);
  const [input, target] = [closed(call), closed(call, 'target')];
  const count = input?.shape.dimensions[input.shape.dimensions.length > 1 ? 1 : 0];
  const places = placesFrom0(count);
  const ignored = valueOf(call, 'ignore_index');
  if (!input || !target || !places || ignored.kind !== 'integer') return;
  if (!target.type || categoryOf(target.type) !== 'integer') return;
  check(given, target, { ...places, except: numberIn(ignored) }, `the classes of ${printShape(input.shape)}`);
};

/** Along the axis that `dim` names. */
const along =
  (places: (size: unknown) => Places | undefined): Condition =>
  (call) => {
    const [input, index] = [closed(call), tensorOf(call, 'index')];
    const axis = numberOf(call, 'dim');
    const at = input && axis !== undefined ? axisOf(input.shape, axis) : undefined;
    if (input && at !== undefined)
      check(call, index, places(input.shape.dimensions[at]), `axis ${at} of ${printShape(input.shape)}`);
  };

const flat: Condition = (call) => {
  const input = closed(call);
  if (input)
    check(
      call,
      tensorOf(call, 'index'),
      placesOf(product(input.shape.dimensions)),
      `all of ${printShape(input.shape)}`,
    );
};

const coded: Condition = (call) => {
  const count = numberOf(call, 'num_classes');
  if (count !== undefined && count > 0) check(call, tensorOf(call), placesFrom0(count), 'the classes');
};

/** How many axes a part of an index takes; undefined where that depends on its type. */
function takes(part: Value): number | undefined {
  if (/^(integer|slice|range)$/.test(part.kind)) return 1;
  if (part.kind === 'none') return 0;
  if (part.kind === 'list') return elementsIn(part)?.every(({ kind }) => kind === 'integer') ? 1 : undefined;
  if (part.kind !== 'tensor' || part.shape.open || !part.type) return undefined;
  if (part.type === 'boolean') return part.shape.dimensions.length;
  return categoryOf(part.type) === 'integer' && part.type !== 'uint8' ? 1 : undefined;
}

/** The axis at which each part stands. */
function axesOf(parts: readonly Value[], { dimensions }: Shape): number[] | undefined {
  const taken = parts.map((part) => (part.kind === 'ellipsis' ? 0 : takes(part)));
  if (!taken.every((each) => each !== undefined)) return undefined;
  const rest = dimensions.length - taken.reduce((a, b) => a + b, 0);
  let axis = 0;
  return parts.map((part, i) => {
    const at = axis;
    axis += part.kind === 'ellipsis' ? Math.max(0, rest) : taken[i]!;
    return at;
  });
}

/** `x[:, indices]`: places of the axis that each array of indices takes. */
const indexed: Condition = (call) => {
  const input = closed(call);
  const index = valueOf(call, 'index');
  const parts = index.kind === 'tuple' ? index.elements : [index];
  const axes = input && axesOf(parts, input.shape);
  if (!input || !axes) return;
  for (const [i, part] of parts.entries()) {
    if (part.kind !== 'tensor') continue;
    const [at, size] = [axes[i]!, input.shape.dimensions[axes[i]!]];
    if (part.type === 'boolean') checkMask(call, input, part, at);
    else check(call, part, placesOf(size), `axis ${at} of ${printShape(input.shape)}`);
  }
};

/** A mask has the sizes of the axes that it takes. */
function checkMask(call: Call, input: Tensor, mask: Tensor, at: number): void {
  const sizes = mask.shape.dimensions;
  const taken = input.shape.dimensions.slice(at, at + sizes.length);
  if (taken.length === sizes.length && !sizes.some((size, i) => different(size, taken[i]!))) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `a mask of shape ${printShape(mask.shape)} for a tensor of shape ${printShape(input.shape)}`,
      expected: 'a mask with the sizes of the axes that it picks from',
      advice: 'make the mask from the same tensor, or from its first axes',
    },
    [input, mask],
  );
}

const all = (names: string, condition: Condition): Conditions =>
  Object.fromEntries(
    names.split(' ').flatMap((name) => [`torch.${name}`, `torch.Tensor.${name}`].map((each) => [each, condition])),
  );

const attribute =
  (name: string) =>
  (call: Call): Value =>
    attributeOf(layerOf(call), name);

const argument =
  (name: string) =>
  (call: Call): Value =>
    valueOf(call, name);

const SCATTER = 'scatter scatter_ scatter_add scatter_add_ scatter_reduce scatter_reduce_';
const PLACED = 'index_add index_add_ index_copy index_copy_ index_reduce index_reduce_';

export const MEMBER_CONDITIONS: Conditions = {
  'torch.nn.Embedding.forward': rows(attribute('weight')),
  'torch.nn.EmbeddingBag.forward': rows(attribute('num_embeddings')),
  'torch.nn.functional.embedding': rows(argument('weight')),
  'torch.nn.functional.embedding_bag': rows(argument('weight')),
  'torch.embedding': rows(argument('weight')),
  'keras.layers.Embedding.call': tokens('input_dim'),
  'tfjs.layers.embedding.call': tokens('inputDim'),
  'torch.nn.CrossEntropyLoss.forward': classes,
  'torch.nn.functional.cross_entropy': classes,
  'torch.nn.NLLLoss.forward': classes,
  'torch.nn.functional.nll_loss': classes,
  'torch.nn.functional.one_hot': coded,
  ...all(`gather index_select ${SCATTER} ${PLACED}`, along(placesFrom0)),
  ...all('index_fill index_fill_', along(placesOf)),
  ...all('take', flat),
  'torch.Tensor.__getitem__': indexed,
  'torch.Tensor.__setitem__': indexed,
  'numpy.ndarray.__getitem__': indexed,
};
