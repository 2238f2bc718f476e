import { add, multiply, subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { floorDivide } from '../../domain/division';
import { sign } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { ANY_SHAPE, printShape, shape } from '../../domain/shape';
import { list, tensor, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, integerIn, integerOf, isNone, mismatch, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { certainlyUnlike } from './arithmetic';
import { sizesOf } from './from-values';
import { inputOf, like } from './tensors';

const window: Rule = (call) => tensor(shape([integerOf(call, 'length') ?? unknownDimension()]), { type: 'float' });

/** (n) → (⌊(n − length)/step⌋ + 1, length) */
const frame: Rule = (call) => {
  const [length, step] = [integerOf(call, 'length'), integerOf(call, 'step')];
  const size = inputOf(call).shape.dimensions[0];
  const plain = isNone(call, 'padEnd');
  if (length === undefined || step === undefined || size === undefined || sign(step) !== 1 || !plain) return UNKNOWN;
  return tensor(shape([add(floorDivide(subtract(size, length), step), 1), length]), { type: 'float' });
};

/** The sizes of blocks, and what is cut off or added at both ends of each axis; undefined where one is not known. */
function blocks(call: Call, by: string): { sizes: Dimension[]; ends: Dimension[] } | undefined {
  const sizes = elementsIn(valueOf(call, 'blocks'))?.map(integerIn);
  const ends = elementsIn(valueOf(call, by))?.map((pair) => {
    const [before, after] = elementsIn(pair)?.map(integerIn) ?? [];
    return before === undefined || after === undefined ? undefined : add(before, after);
  });
  const known = sizes?.length === ends?.length && ends?.every((each) => each !== undefined);
  return known && sizes?.every((each) => each !== undefined) ? { sizes, ends: ends } : undefined;
}

/** (B·∏b, n, …) → (B, n·b − ends, …) */
const batchToSpace: Rule = (call) => {
  const [input, told] = [inputOf(call), blocks(call, 'crops')];
  if (!told || input.shape.open || input.shape.dimensions.length <= told.sizes.length) return UNKNOWN;
  const [batch, ...rest] = input.shape.dimensions;
  const product = told.sizes.reduce(multiply, 1);
  if (leavesRest(batch!, product)) return indivisible(call, input, `a batch that ${printDimension(product)} divides`);
  const sizes = rest.map((size, i) =>
    i < told.sizes.length ? subtract(multiply(size, told.sizes[i]!), told.ends[i]!) : size,
  );
  return like(input, shape([floorDivide(batch!, product), ...sizes]));
};

const leavesRest = (size: Dimension, block: Dimension): boolean =>
  typeof size === 'number' && typeof block === 'number' && block > 0 && size % block !== 0;

function indivisible(call: Call, input: Tensor, expected: string): Value {
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}`,
    expected,
    advice: 'choose blocks that the sizes are multiples of',
    inputs: [input],
  });
  return UNKNOWN;
}

/** (B, n, …) → (B·∏b, (n + ends)/b, …) */
const spaceToBatch: Rule = (call) => {
  const [input, told] = [inputOf(call), blocks(call, 'paddings')];
  if (!told || input.shape.open || input.shape.dimensions.length <= told.sizes.length) return UNKNOWN;
  const [batch, ...rest] = input.shape.dimensions;
  const padded = rest.map((size, i) => (i < told.sizes.length ? add(size, told.ends[i]!) : size));
  if (padded.some((size, i) => i < told.sizes.length && leavesRest(size, told.sizes[i]!)))
    mismatch(call, {
      received: `sizes of ${padded.slice(0, told.sizes.length).map(printDimension).join(', ')} with the paddings`,
      expected: `multiples of the blocks, ${told.sizes.map(printDimension).join(', ')}`,
      advice: 'pad each axis up to a multiple of its block',
      inputs: [input],
    });
  const sizes = padded.map((size, i) => (i < told.sizes.length ? floorDivide(size, told.sizes[i]!) : size));
  return like(input, shape([told.sizes.reduce(multiply, batch!), ...sizes]));
};

/** (B, h, w, C·b²) → (B, h·b, w·b, C) */
const depthToSpace: Rule = (call) => {
  const input = inputOf(call);
  const block = integerOf(call, 'block');
  const [batch, height, width, channels, ...more] = input.shape.dimensions;
  if (block === undefined || input.shape.open || channels === undefined || more.length > 0) return UNKNOWN;
  if (typeof block === 'number' && block < 2) return indivisible(call, input, 'a block of at least 2');
  const square = multiply(block, block);
  if (leavesRest(channels, square)) return indivisible(call, input, `channels that ${printDimension(square)} divides`);
  const [h, w] = [multiply(height!, block), multiply(width!, block)];
  return like(input, shape([batch!, h, w, floorDivide(channels, square)]));
};

/** Places (…, k) and updates of their axes but the last, and of those of the shape that k leave. */
const scatter: Rule = (call) => {
  const sizes = sizesOf(valueOf(call, 'shape'));
  const [indices, updates] = [inputOf(call, 'indices'), inputOf(call, 'updates')];
  const depth = indices.shape.dimensions.at(-1);
  const known = sizes && !indices.shape.open && typeof depth === 'number' && indices.shape.dimensions.length > 1;
  const wanted = known ? shape([...indices.shape.dimensions.slice(0, -1), ...sizes.slice(depth)]) : ANY_SHAPE;
  if (certainlyUnlike(wanted, updates.shape)) {
    mismatch(call, {
      received: `updates of shape ${printShape(updates.shape)}`,
      expected: printShape(wanted),
      advice: 'give one update for each place, as large as what the place leaves of the shape',
      inputs: [updates, indices],
    });
    return UNKNOWN;
  }
  return sizes ? like(inputOf(call, 'updates'), shape(sizes)) : UNKNOWN;
};

/** (…, k) of places → (…, what k axes leave) */
const gather: Rule = (call) => {
  const [input, indices] = [inputOf(call), inputOf(call, 'indices').shape];
  const depth = indices.dimensions.at(-1);
  if (typeof depth !== 'number' || indices.open || input.shape.open) return UNKNOWN;
  return like(input, shape([...indices.dimensions.slice(0, -1), ...input.shape.dimensions.slice(depth)]));
};

const same: Rule = (call) => like(inputOf(call), inputOf(call).shape);

/** (m, n) → (m, k) and (k, n), k the smaller of both, or (m, m) and (m, n) where all is asked for. */
const qr: Rule = (call): Value => {
  const { open, dimensions } = inputOf(call).shape;
  const [rows, columns, ...more] = dimensions;
  if (open || typeof rows !== 'number' || typeof columns !== 'number' || more.length > 0 || !isNone(call, 'full'))
    return UNKNOWN;
  const inner = Math.min(rows, columns);
  const part = (sizes: Dimension[]): Tensor => tensor(shape(sizes), { type: 'float', array: 'tfjs.Tensor' });
  return list([part([rows, inner]), part([inner, columns])], 'array');
};

/** Signals, blocks of space, and linear algebra. */
export const SIGNAL: Table = {
  'tfjs.signal.hannWindow': row('length', window),
  'tfjs.signal.hammingWindow': row('length', window),
  'tfjs.signal.frame': row('x, length, step, padEnd=None, *rest', frame),
  'tfjs.batchToSpaceND': row('x, blocks, crops', batchToSpace),
  'tfjs.spaceToBatchND': row('x, blocks, paddings', spaceToBatch),
  'tfjs.depthToSpace': row('x, block, *rest', depthToSpace),
  'tfjs.scatterND': row('indices, updates, shape', scatter),
  'tfjs.gatherND': row('x, indices', gather),
  'tfjs.linalg.bandPart': row('x, lower, upper', same),
  'tfjs.linalg.gramSchmidt': row('x', same),
  'tfjs.linalg.qr': row('x, full=None', qr),
};
