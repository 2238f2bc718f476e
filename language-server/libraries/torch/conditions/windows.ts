import { multiply, subtract, type Dimension } from '../../../domain/dimension';
import { different, sign } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { printShape } from '../../../domain/shape';
import { asFunction, attributeOf, layerOf, numberIn, perAxis, sizeIn, valueOf } from '../../call';
import { both, closed, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';
import { divides } from './attention';

/** Numbers of one axis of a window. */
type At = (name: string) => Dimension | undefined;

const axesOf = (call: Call, rank: number): At[] =>
  Array.from({ length: rank }, (_, axis) => (name: string) => perAxis(valueOf(call, name), rank)[axis]);

/** Where a parameter's smallest value is known to be undercut. */
function tooSmall(call: Call, at: At, name: string, least: 0 | 1): boolean {
  const size = at(name);
  const below = size === undefined ? undefined : sign(subtract(size, least));
  if (below !== -1) return false;
  refuse(call, 'argument-mismatch', {
    received: `${name}=${printDimension(size!)}`,
    expected: `${name} of at least ${least}`,
    advice: `set ${name} to ${least} or more`,
  });
  return true;
}

const LEAST: readonly [string, 0 | 1][] = [
  ['kernel_size', 1],
  ['stride', 1],
  ['dilation', 1],
  ['padding', 0],
];

/** Kernels, strides and dilations are positive. */
const positive =
  (rank: number): Condition =>
  (given) => {
    const call = layerOf(given) ? asFunction(given) : given;
    axesOf(call, rank).some((at) => LEAST.some(([name, least]) => tooSmall(given, at, name, least)));
  };

/** A convolution makes one channel at least. */
const channels: Condition = (call) => {
  if (numberIn(attributeOf(layerOf(call), 'out_channels')) !== 0) return;
  refuse(call, 'argument-mismatch', {
    received: 'out_channels=0',
    expected: 'at least 1',
    advice: 'set out_channels to what comes after needs',
  });
};

/** Padding of a pooling is at most half of its kernel. */
const halfPadded =
  (rank: number): Condition =>
  (given) => {
    const call = layerOf(given) ? asFunction(given) : given;
    const wide = axesOf(call, rank).find((at) => {
      const [padding, kernel] = [at('padding'), at('kernel_size')];
      return padding !== undefined && kernel !== undefined && sign(subtract(kernel, multiply(padding, 2))) === -1;
    });
    if (!wide) return;
    refuse(given, 'argument-mismatch', {
      received: `padding=${printDimension(wide('padding')!)} for kernel_size=${printDimension(wide('kernel_size')!)}`,
      expected: 'padding of at most half of the kernel',
      advice: 'use less padding, or a larger kernel',
    });
  };

/** padding='same' keeps a size, which a stride cannot. */
const unstridedWhereSame =
  (rank: number): Condition =>
  (call) => {
    const padding = valueOf(call, 'padding');
    if (padding.kind !== 'string' || padding.value !== 'same') return;
    const strides = axesOf(call, rank).flatMap((at) => at('stride') ?? []);
    const long = strides.find((stride) => different(stride, 1));
    if (long === undefined) return;
    refuse(call, 'argument-mismatch', {
      received: `padding='same' and stride=${printDimension(long)}`,
      expected: 'a stride of 1',
      advice: 'give the padding as a number, or leave the stride out',
    });
  };

/** What is added at the end is less than a stride or a dilation. */
const outputPadded =
  (rank: number): Condition =>
  (given) => {
    const call = layerOf(given) ? asFunction(given) : given;
    const wide = axesOf(call, rank).find((at) =>
      ['stride', 'dilation'].every((name) => {
        const [extra, limit] = [at('output_padding'), at(name)];
        return extra !== undefined && limit !== undefined && (sign(subtract(extra, limit)) ?? -1) >= 0;
      }),
    );
    if (!wide) return;
    refuse(given, 'argument-mismatch', {
      received: `output_padding=${printDimension(wide('output_padding')!)}`,
      expected: 'less than the stride or the dilation',
      advice: 'use less output_padding, or a larger stride',
    });
  };

/** The weight has as many axes for the window as the function's name says, and two for channels. */
const weightAxes =
  (rank: number, order: string): Condition =>
  (call) => {
    const weight = closed(call, 'weight');
    if (!weight || weight.shape.dimensions.length === rank + 2) return;
    refuse(
      call,
      'shape-mismatch',
      {
        received: `a weight of shape ${printShape(weight.shape)}`,
        expected: `${rank + 2} axes: ${order}, then ${rank === 1 ? 'one' : rank} of the kernel`,
        advice: 'give it an axis of size 1 with unsqueeze(-1) for each that is missing, or reshape it',
      },
      [weight],
    );
  };

const groups = both(
  divides('in_channels', 'groups', 'for every group takes as many channels'),
  divides('out_channels', 'groups', 'for every group makes as many channels'),
);

/** A row of the table of embeddings that is not used must be there. */
const paddingIndex: Condition = (call) => {
  const [index, count] = [sizeIn(valueOf(call, 'padding_idx')), sizeIn(valueOf(call, 'num_embeddings'))];
  if (index === undefined || count === undefined || (sign(subtract(index, count)) ?? -1) < 0) return;
  refuse(call, 'argument-mismatch', {
    received: `padding_idx=${printDimension(index)}`,
    expected: `an index below num_embeddings=${printDimension(count)}`,
    advice: 'make the table larger, or take another index',
  });
};

const rows = (rank: number): Conditions => ({
  [`torch.nn.Conv${rank}d`]: both(groups, unstridedWhereSame(rank)),
  [`torch.nn.ConvTranspose${rank}d`]: groups,
  [`torch.nn.Conv${rank}d.forward`]: both(positive(rank), channels),
  [`torch.nn.functional.conv${rank}d`]: both(
    positive(rank),
    unstridedWhereSame(rank),
    weightAxes(rank, '(out_channels, in_channels / groups)'),
  ),
  [`torch.nn.ConvTranspose${rank}d.forward`]: both(positive(rank), outputPadded(rank)),
  [`torch.nn.functional.conv_transpose${rank}d`]: both(
    positive(rank),
    outputPadded(rank),
    weightAxes(rank, '(in_channels, out_channels / groups)'),
  ),
  [`torch.nn.MaxPool${rank}d.forward`]: both(positive(rank), halfPadded(rank)),
  [`torch.nn.AvgPool${rank}d.forward`]: both(positive(rank), halfPadded(rank)),
  [`torch.nn.functional.max_pool${rank}d`]: both(positive(rank), halfPadded(rank)),
  [`torch.nn.functional.avg_pool${rank}d`]: both(positive(rank), halfPadded(rank)),
});

export const WINDOW_CONDITIONS: Conditions = {
  ...rows(1),
  ...rows(2),
  ...rows(3),
  'torch.nn.GroupNorm': divides('num_channels', 'num_groups', 'for every group takes as many channels'),
  'torch.nn.Embedding': paddingIndex,
};
