import { amount, numberOfAxes } from '../../domain/amount';
import { add, multiply, subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { floorDivide } from '../../domain/division';
import { different, sign } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { ANY_SHAPE, printShape, shape, type Shape } from '../../domain/shape';
import { attributeCell } from '../../interpreter/setting-attributes';
import { tensor, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { isDescribed } from '../../project/described';
import { moveChannels } from '../advice';
import {
  attributeOf,
  booleanOf,
  derived,
  elementsIn,
  integerIn,
  weighted,
  layerOf,
  mismatch,
  parameterOf,
  perAxis,
  prefixed,
  sizeIn,
  tensorOf,
  valueOf,
} from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { room, transposed, windows, type Window } from './window';

/** Sizes of the last `rank` axes, and the channels before them; missing ones are unknown. */
function channelsAndSpace(input: Shape, rank: number): { channels: Dimension | undefined; space: Dimension[] } {
  const { dimensions, open } = input;
  const space = dimensions.slice(-rank);
  while (space.length < rank && open) space.unshift(unknownDimension());
  return { channels: dimensions.at(-rank - 1), space };
}

/** Inputs are (N, C, …) or (C, …): another number of axes is an error. Says whether it is one. */
export function wrongRank(call: Call, input: Tensor, rank: number): boolean {
  const { open, dimensions } = input.shape;
  if (open ? dimensions.length <= rank + 2 : dimensions.length === rank + 1 || dimensions.length === rank + 2)
    return false;
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}, with ${numberOfAxes(dimensions.length)}`,
    expected: `${rank + 2} axes (batch, channels, ${['length', 'height, width', 'depth, height, width'][rank - 1] ?? '…'}), or ${rank + 1} without the batch`,
    advice: 'reshape the input, or add the missing axis with unsqueeze',
    inputs: [input],
  });
  return true;
}

export function windowAt(read: (name: string) => Value, rank: number, axis: number): Window {
  const at = (name: string): Dimension | undefined => perAxis(read(name), rank)[axis];
  const stride = read('stride');
  const empty = stride.kind === 'none' || elementsIn(stride)?.length === 0;
  return {
    kernel: at('kernel_size'),
    stride: empty ? at('kernel_size') : at('stride'),
    padding: at('padding'),
    dilation: at('dilation'),
  };
}

function outputSize(size: Dimension, window: Window, padding: Value): Dimension {
  if (padding.kind !== 'string') return windows(size, window);
  return padding.value === 'same' ? size : windows(size, { ...window, padding: 0 });
}

/** Reports a window that is larger than what it moves over. */
export function tooLarge(
  call: Call,
  input: Tensor,
  space: readonly Dimension[],
  window: (axis: number) => Window,
): boolean {
  const axis = space.findIndex((size, i) => {
    const left = room(size, window(i));
    return left !== undefined && sign(left) === -1;
  });
  if (axis < 0) return false;
  const { kernel } = window(axis);
  mismatch(call, {
    received: `a feature map of ${space.map(printDimension).join('×')}, from an input of shape ${printShape(input.shape)}`,
    expected: `at least the kernel's size, ${printDimension(kernel ?? 0)}, with padding`,
    advice: 'use fewer or smaller strides and poolings before, a smaller kernel, or padding',
    inputs: [input],
  });
  return true;
}

/** Red, green and blue, which a library's network for pictures takes. */
const COLORS = 3;
const GREY = "repeat the grey channel three times, or replace the network's first convolution";

function refuseChannels(call: Call, input: Tensor, rank: number, channels: Dimension, wanted: Dimension): void {
  const move = moveChannels(input.shape, rank, wanted);
  const isGrey = isDescribed(call.site.path) && channels === 1 && wanted === COLORS;
  const { correction, ...place } = parameterOf(layerOf(call), 'in_channels', channels);
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}, with ${amount(channels, 'channel')}`,
    expected: `in_channels=${printDimension(wanted)}`,
    advice: move ?? (isGrey ? GREY : `set in_channels=${printDimension(channels)}, or change what comes before`),
    inputs: [input],
    ...place,
    ...(correction && !move && { correction }),
  });
}

/** Whether a convolution refuses its input: for its channels, which PyTorch asks for first, or as smaller than the kernel. */
function refused(call: Call, rank: number, wanted: Dimension | undefined, window?: (axis: number) => Window): boolean {
  const input = tensorOf(call);
  const { channels, space } = channelsAndSpace(input.shape, rank);
  if (channels === undefined || wanted === undefined || !different(channels, wanted))
    return window !== undefined && tooLarge(call, input, space, window);
  refuseChannels(call, input, rank, channels, wanted);
  return moveChannels(input.shape, rank, wanted) !== undefined;
}

interface Convolved {
  channels: { wanted?: Dimension | undefined; out: Dimension };
  /** What comes of an axis of space. */
  output: (size: Dimension, axis: number) => Dimension;
  /** Where it may be larger than the input. */
  window?: (axis: number) => Window;
}

/** Sizes of space are not known behind a crash that comes of those of the input. */
function convolved(call: Call, rank: number, { channels, output, window }: Convolved): Value {
  const input = tensorOf(call);
  if (wrongRank(call, input, rank)) return UNKNOWN;
  const { space } = channelsAndSpace(input.shape, rank);
  const sizes = refused(call, rank, channels.wanted, window) ? space.map(() => unknownDimension()) : space.map(output);
  const batch = input.shape.dimensions.slice(0, Math.max(0, input.shape.dimensions.length - rank - 1));
  return tensor(shape([...batch, channels.out, ...sizes], input.shape.open), {
    type: (call.arguments.has('weight') ? input.type : undefined) ?? 'float',
  });
}

const convolution =
  (rank: number): Rule =>
  (call) => {
    const self = layerOf(call);
    const read = (name: string): Value => attributeOf(self, name);
    const window = (axis: number): Window => windowAt(read, rank, axis);
    const padding = read('padding');
    const out = sizeIn(read('out_channels')) ?? unknownDimension();
    return convolved(call, rank, {
      channels: { wanted: sizeIn(read('in_channels')), out },
      output: (size, axis) => outputSize(size, window(axis), padding),
      ...(padding.kind !== 'string' && { window }),
    });
  };

const transposedConvolution =
  (rank: number): Rule =>
  (call) => {
    const self = layerOf(call);
    const read = (name: string): Value => attributeOf(self, name);
    const extra = perAxis(read('output_padding'), rank);
    const fixed = valueOf(call, 'output_size').kind === 'none';
    const out = sizeIn(read('out_channels')) ?? unknownDimension();
    return convolved(call, rank, {
      channels: { wanted: sizeIn(read('in_channels')), out },
      output: (size, axis) => (fixed ? transposed(size, windowAt(read, rank, axis), extra[axis]) : unknownDimension()),
    });
  };

/** F.conv*: the weight is (out, in/groups, …kernel). */
const functionalConvolution =
  (rank: number): Rule =>
  (call) => {
    const weight = tensorOf(call, 'weight').shape;
    const [out, within, ...kernel] = weight.open ? [] : weight.dimensions;
    const groups = integerIn(valueOf(call, 'groups'));
    const wanted = within !== undefined && groups !== undefined ? multiply(within, groups) : undefined;
    const padding = valueOf(call, 'padding');
    const window = (axis: number): Window => ({
      ...windowAt((name) => valueOf(call, name), rank, axis),
      kernel: kernel[axis],
    });
    return convolved(call, rank, {
      channels: { wanted, out: out ?? unknownDimension() },
      output: (size, axis) => outputSize(size, window(axis), padding),
      ...(padding.kind !== 'string' && { window }),
    });
  };

/** F.conv_transpose*: the weight is (in, out/groups, …kernel). */
const functionalTransposed =
  (rank: number): Rule =>
  (call) => {
    const weight = tensorOf(call, 'weight').shape;
    const [wanted, within, ...kernel] = weight.open ? [] : weight.dimensions;
    const groups = integerIn(valueOf(call, 'groups'));
    const out = within !== undefined && groups !== undefined ? multiply(within, groups) : unknownDimension();
    const extra = perAxis(valueOf(call, 'output_padding'), rank);
    return convolved(call, rank, {
      channels: { wanted, out },
      output: (size, axis) =>
        transposed(size, { ...windowAt((name) => valueOf(call, name), rank, axis), kernel: kernel[axis] }, extra[axis]),
    });
  };

/** The layer's weight: (out, in/groups, …kernel), transposed (in, out/groups, …kernel). */
const weight =
  (rank: number, swapped: boolean): Rule =>
  (call) => {
    const of = (name: string): Dimension => sizeIn(valueOf(call, name)) ?? unknownDimension();
    const [first, second] = swapped ? ['in_channels', 'out_channels'] : ['out_channels', 'in_channels'];
    const kernel = perAxis(valueOf(call, 'kernel_size'), rank).map((size) => size ?? unknownDimension());
    const sizes = [of(first), floorDivide(of(second), of('groups')), ...kernel];
    put(call, 'weight', sizes);
    if (booleanOf(call, 'bias')) put(call, 'bias', [of('out_channels')]);
    return UNKNOWN;
  };

function put({ machine, self }: Call, name: string, sizes: Dimension[]): void {
  if (self) machine.store.write(attributeCell(self.attributes, name), tensor(shape(sizes), { type: 'float' }));
}

const CONVOLUTION = 'kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode=zeros';
const TRANSPOSED =
  'kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode=zeros';

function rows(rank: number): Table {
  const channels = 'in_channels, out_channels, ';
  const plain = weighted(`torch.nn.Conv${rank}d`, channels + CONVOLUTION, convolution(rank));
  const swapped = weighted(
    `torch.nn.ConvTranspose${rank}d`,
    channels + TRANSPOSED,
    transposedConvolution(rank),
    'input, output_size=None',
  );
  const creating = (table: Table, rule: Rule): Table =>
    Object.fromEntries(Object.entries(table).map(([name, each]) => [name, each.constructs ? { ...each, rule } : each]));
  return {
    ...creating(plain, weight(rank, false)),
    ...creating(swapped, weight(rank, true)),
    ...weighted(`torch.nn.LazyConv${rank}d`, `out_channels, ${CONVOLUTION}`, convolution(rank)),
    ...weighted(
      `torch.nn.LazyConvTranspose${rank}d`,
      `out_channels, ${TRANSPOSED}`,
      transposedConvolution(rank),
      'input, output_size=None',
    ),
    ...prefixed(['torch.nn.functional.', 'torch.'], {
      [`conv${rank}d`]: row(
        'input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1',
        functionalConvolution(rank),
      ),
      [`conv_transpose${rank}d`]: row(
        'input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1',
        functionalTransposed(rank),
      ),
    }),
  };
}

/** Times first: (T, B, C), weights (k, C, O) → (T + 2 pad − k + 1, B, O) */
const timesFirst: Rule = (call) => {
  const [input, weight] = [tensorOf(call), tensorOf(call, 'weight')];
  const [times, batch] = input.shape.open ? [] : input.shape.dimensions;
  const [kernel, , out] = weight.shape.open ? [] : weight.shape.dimensions;
  const pad = integerIn(valueOf(call, 'pad'));
  if (times === undefined || batch === undefined || kernel === undefined || out === undefined) return tensor(ANY_SHAPE);
  const length = pad === undefined ? unknownDimension() : add(subtract(add(times, multiply(pad, 2)), kernel), 1);
  return derived(input, shape([length, batch, out]));
};

const TIMES_FIRST: Table = prefixed(['torch.nn.functional.', 'torch.'], {
  conv_tbc: row('input, weight, bias, pad=0', timesFirst),
});

export const CONVOLUTIONS: Table = { ...rows(1), ...rows(2), ...rows(3), ...TIMES_FIRST };
