/** What calls of TensorFlow and of Keras' operations must meet besides what their rules check. */
import { amount } from '../../domain/amount';
import { add, equal, multiply, subtract, type Dimension } from '../../domain/dimension';
import { different, sign } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { printShape } from '../../domain/shape';
import type { Tensor, Value } from '../../interpreter/value';
import { elementsIn, integerOf, isNone, numberOf, sizesIn, stringOf, valueOf } from '../call';
import { both, closed, refuse, type Condition, type Conditions } from '../condition';
import type { Call } from '../library';
import { areAxes, AXIS_CONDITIONS, single } from '../torch/conditions/axes';
import { INDEX_CONDITIONS } from '../torch/conditions/indexing';
import { JOINING_CONDITIONS } from '../torch/conditions/joining';
import { STRETCHING_CONDITIONS } from '../torch/conditions/stretching';

/** PyTorch's condition on parameters that are called otherwise. */
const as =
  (condition: Condition | undefined, names: Readonly<Record<string, string>>): Condition =>
  (call) => {
    const given = Object.entries(names).map(([to, from]): [string, Value] => [to, valueOf(call, from)]);
    condition?.({ ...call, arguments: new Map(given), expressions: new Map() });
  };

/** Axes that the tensor has. */
const axes =
  (input: string, name = 'axis'): Condition =>
  (call) => {
    const tensor = closed(call, input);
    if (tensor) areAxes(call, tensor, valueOf(call, name));
  };

/** A value for every axis, no more and no fewer. */
const oneAnAxis =
  (source: string, ...names: string[]): Condition =>
  (call) => {
    const input = closed(call, source);
    const rank = input?.shape.dimensions.length;
    const name = names.find((each) => (elementsIn(valueOf(call, each))?.length ?? rank) !== rank);
    if (!input || name === undefined) return;
    const received = `${amount(elementsIn(valueOf(call, name))!.length, 'entry', 'entries')} in ${name} for a tensor of shape ${printShape(input.shape)}`;
    const advice = 'name all axes, the batch too';
    refuse(call, 'shape-mismatch', { received, expected: `${rank}, one an axis`, advice }, [input]);
  };

/** All axes in another order. */
const order = (source: string, name: string): Condition => both(oneAnAxis(source, name), axes(source, name));

/** As many parts as the axis has entries. */
const parts: Condition = (call) => {
  const [input, axis, count] = [closed(call, 'value'), numberOf(call, 'axis'), integerOf(call, 'num')];
  const size = axis === undefined ? undefined : input?.shape.dimensions.at(axis);
  if (!input || size === undefined || count === undefined || !different(size, count)) return;
  const received = `${amount(count, 'part')} for axis ${axis} of a tensor of shape ${printShape(input.shape)}`;
  const advice = 'unstack along another axis, or leave the number out';
  refuse(call, 'shape-mismatch', { received, expected: `${printDimension(size)}, a part for each entry`, advice }, [input]); // prettier-ignore
};

/** Pieces that add up to the axis, where none of them is the rest, −1. */
const pieces: Condition = (call) => {
  const sizes = sizesIn(valueOf(call, 'num_or_size_splits')) ?? [];
  if (sizes.some((size) => size === undefined || equal(size, -1))) return;
  as(JOINING_CONDITIONS['torch.split'], { input: 'value', split_size: 'num_or_size_splits', dim: 'axis' })(call);
};

/** No fewer entries in the last axis than are asked for. */
const largest =
  (source: string): Condition =>
  (call) => {
    const [input, k] = [closed(call, source), integerOf(call, 'k')];
    const size = input?.shape.dimensions.at(-1);
    if (!input || size === undefined || k === undefined || sign(subtract(k, size)) !== 1) return;
    const received = `k=${printDimension(k)} for a tensor of shape ${printShape(input.shape)}`;
    const advice = 'ask for fewer';
    refuse(call, 'shape-mismatch', { received, expected: `at most ${printDimension(size)}`, advice }, [input]);
  };

/** Pictures, one or a batch of them. */
const picture: Condition = (call) => {
  const input = closed(call, 'images');
  const rank = input?.shape.dimensions.length;
  if (!input || rank === 3 || rank === 4) return;
  const received = `images of shape ${printShape(input.shape)}`;
  const expected = '3 axes (height, width, channels), or 4 with the batch';
  refuse(call, 'shape-mismatch', { received, expected, advice: 'add the missing axis with tf.expand_dims' }, [input]);
};

/** What a variable holds keeps its shape. */
const assigned: Condition = (call) => {
  const [variable, value] = [closed(call, 'variable'), closed(call, 'value')];
  if (!variable || !value || value.shape.dimensions.length === 0 || !unlike(variable, value)) return;
  const received = `a value of shape ${printShape(value.shape)}`;
  const advice = 'reshape the value, or make a new variable';
  refuse(call, 'shape-mismatch', { received, expected: `the variable's, ${printShape(variable.shape)}`, advice }, [variable, value]); // prettier-ignore
};

const unlike = ({ shape: { dimensions: one } }: Tensor, { shape: { dimensions: other } }: Tensor): boolean =>
  one.length !== other.length || one.some((size, axis) => different(size, other[axis]!));

/** Windows that stay within the image: n > k − 2s. Between that and k its size is 0, which only graphs refuse. */
const within =
  (sizesOf: (call: Call) => readonly (Dimension | undefined)[]): Condition =>
  (call) => {
    const input = closed(call);
    const strides = alongSides(valueOf(call, 'strides'));
    if (input?.shape.dimensions.length !== 4 || stringOf(call, 'padding') !== 'VALID' || !isPlain(call)) return;
    const kernel = sizesOf(call);
    const at = [0, 1].find((side) => isBeyond(input.shape.dimensions[side + 1]!, kernel[side], strides[side]));
    if (at === undefined) return;
    const received = `windows of ${kernel.map((size) => (size === undefined ? '?' : printDimension(size))).join('×')} on an input of shape ${printShape(input.shape)}`;
    const advice = "use a smaller window, fewer poolings before it, or padding='SAME'";
    refuse(call, 'shape-mismatch', { received, expected: 'no window that is larger than the image', advice }, [input]);
  };

/** Channels last, and windows without holes. */
const isPlain = (call: Call): boolean =>
  (isNone(call, 'dilations') || !call.arguments.has('dilations')) &&
  (isNone(call, 'data_format') || stringOf(call, 'data_format') === 'NHWC');

const isBeyond = (size: Dimension, kernel: Dimension | undefined, stride: Dimension | undefined): boolean =>
  kernel !== undefined && stride !== undefined && (sign(subtract(size, add(kernel, multiply(stride, -2)))) ?? 1) <= 0;

/** Of height and width: one number for both, one each, or one for every axis with the channels last. */
function alongSides(value: Value): (Dimension | undefined)[] {
  const sizes = sizesIn(value) ?? sizesIn({ kind: 'tuple', elements: [value, value] })!;
  return sizes.length === 4 ? sizes.slice(1, 3) : sizes.length === 2 ? sizes : [undefined, undefined];
}

const filterSides = (call: Call): readonly (Dimension | undefined)[] =>
  closed(call, 'filters')?.shape.dimensions.slice(0, 2) ?? [undefined, undefined];

const UNSQUEEZE = AXIS_CONDITIONS['torch.unsqueeze'];
const [JOINED, STACKED] = [AXIS_CONDITIONS['torch.cat'], AXIS_CONDITIONS['torch.stack']];

/** The same under every name that TensorFlow and Keras have for it. */
const named = (names: string, condition: Condition): Conditions =>
  Object.fromEntries(names.split(' ').map((name) => [name, condition]));

export const TENSORFLOW_CONDITIONS: Conditions = {
  ...named('tensorflow.squeeze', both(axes('input'), single('input', 'axis'))),
  ...named('keras.ops.squeeze keras.backend.squeeze', both(axes('x'), single('x', 'axis'))),
  ...named('tensorflow.transpose', order('a', 'perm')),
  ...named('keras.ops.transpose', order('x', 'axes')),
  ...named('keras.backend.permute_dimensions', order('x', 'pattern')),
  ...named('tensorflow.expand_dims', as(UNSQUEEZE, { input: 'input', dim: 'axis' })),
  ...named('keras.ops.expand_dims keras.backend.expand_dims', as(UNSQUEEZE, { input: 'x', dim: 'axis' })),
  ...named('tensorflow.concat', as(JOINED, { tensors: 'values', dim: 'axis' })),
  ...named('keras.ops.concatenate', as(JOINED, { tensors: 'xs', dim: 'axis' })),
  ...named('keras.backend.concatenate', as(JOINED, { tensors: 'tensors', dim: 'axis' })),
  ...named('tensorflow.stack', as(STACKED, { tensors: 'values', dim: 'axis' })),
  ...named('keras.ops.stack keras.backend.stack', as(STACKED, { tensors: 'x', dim: 'axis' })),
  ...named('tensorflow.unstack', both(axes('value'), parts)),
  ...named('tensorflow.split', both(axes('value'), pieces)),
  ...named('tensorflow.gather', axes('params')),
  ...named('tensorflow.slice', oneAnAxis('input_', 'begin', 'size')),
  ...named('tensorflow.tile', oneAnAxis('input', 'multiples')),
  ...named('tensorflow.pad', oneAnAxis('tensor', 'paddings')),
  ...named('tensorflow.broadcast_to', as(STRETCHING_CONDITIONS['torch.broadcast_to'], { input: 'input', size: 'shape' })), // prettier-ignore
  ...named('tensorflow.nn.top_k tensorflow.math.top_k', largest('input')),
  ...named('keras.ops.top_k', largest('x')),
  ...named('tensorflow.image.resize', picture),
  ...named('tensorflow.nn.conv2d tensorflow.nn.depthwise_conv2d', within(filterSides)),
  ...named('tensorflow.nn.max_pool tensorflow.nn.avg_pool tensorflow.nn.max_pool2d', within((call) => alongSides(valueOf(call, 'ksize')))), // prettier-ignore
  ...named('tensorflow.Tensor.assign tensorflow.Tensor.assign_add tensorflow.Tensor.assign_sub', assigned),
  ...named('tensorflow.Tensor.__getitem__', INDEX_CONDITIONS['torch.Tensor.__getitem__']!),
};
