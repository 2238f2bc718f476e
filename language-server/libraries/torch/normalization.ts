import { amount, numberOfAxes } from '../../domain/amount';
import { equal, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { printShape } from '../../domain/shape';
import { attributeCell } from '../../interpreter/setting-attributes';
import { tensor, UNKNOWN, type Value } from '../../interpreter/value';
import {
  attributeOf,
  booleanOf,
  constructing,
  derived,
  integerIn,
  layer,
  weighted,
  layerOf,
  merged,
  mismatch,
  parameterOf,
  same,
  sized,
  sizesIn,
  sizeIn,
  tensorOf,
  valueOf,
} from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { floatOf, typed } from './types';

/** Means of windows over the channels, which are floats. */
const averaged: Rule = (call) => {
  const input = tensorOf(call);
  return tensor(input.shape, typed(floatOf(call.machine, input.type)));
};

/** Axis 1 is the channels' where there is a batch of them. */
function checkChannels(call: Call, parameter: string, channels: Dimension | undefined): void {
  const input = tensorOf(call);
  const wanted = sizeIn(attributeOf(layerOf(call), parameter));
  if (channels === undefined || wanted === undefined || !different(channels, wanted)) return;
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}, with ${amount(channels, 'channel')}`,
    expected: `${parameter}=${printDimension(wanted)}`,
    advice: `set ${parameter}=${printDimension(channels)}`,
    inputs: [input],
    ...parameterOf(layerOf(call), parameter, channels),
  });
}

/** The batch norm for so many axes. */
const NAMES: Partial<Record<number, string>> = {
  2: 'use nn.BatchNorm1d',
  3: 'use nn.BatchNorm1d',
  4: 'use nn.BatchNorm2d',
  5: 'use nn.BatchNorm3d',
};

/** An image without a batch has its channels first. */
const rankAdvice = (
  dimensions: readonly Dimension[],
  ranks: readonly number[],
  channels: Dimension | undefined,
): string =>
  ranks.includes(dimensions.length + 1) && channels !== undefined && equal(dimensions[0]!, channels)
    ? 'give it the batch axis that is missing with .unsqueeze(0)'
    : `${NAMES[dimensions.length] ?? 'reshape'}, or change what comes before`;

/** Tells an input that has another number of axes than one of `ranks`, with the advice for it. */
function hasRank(call: Call, ranks: readonly number[], advice: (dimensions: readonly Dimension[]) => string): boolean {
  const input = tensorOf(call);
  const { dimensions } = input.shape;
  if (ranks.includes(dimensions.length)) return true;
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}, with ${numberOfAxes(dimensions.length)}`,
    expected: `${ranks.join(' or ')} axes`,
    advice: advice(dimensions),
    inputs: [input],
  });
  return false;
}

/** Batch norm over `rank` axes of space; its input always has a batch axis. Ranks as PyTorch checks them. */
const batchNorm =
  (ranks: readonly number[]): Rule =>
  (call) => {
    const { open, dimensions } = tensorOf(call).shape;
    const advice = (sizes: readonly Dimension[]): string =>
      rankAdvice(sizes, ranks, sizeIn(attributeOf(layerOf(call), 'num_features')));
    if (!open && hasRank(call, ranks, advice)) checkChannels(call, 'num_features', dimensions[1]);
    return same(call);
  };

/** Instance norm over so many axes of space, with a batch axis or without; it knows channels only where it keeps any. */
const instanceNorm =
  (axes: number): Rule =>
  (call) => {
    const { open, dimensions } = tensorOf(call).shape;
    const ranks = [axes + 1, axes + 2];
    if (open || !hasRank(call, ranks, () => 'reshape, or change what comes before')) return same(call);
    const keeps = ['affine', 'track_running_stats'].map((name) => attributeOf(layerOf(call), name));
    if (keeps.some((each) => each.kind === 'boolean' && each.value))
      checkChannels(call, 'num_features', dimensions.at(-1 - axes));
    return same(call);
  };

const groupNorm: Rule = (call) => {
  const { open, dimensions } = tensorOf(call).shape;
  if (!open && dimensions.length >= 2) checkChannels(call, 'num_channels', dimensions[1]);
  return same(call);
};

/** The last axes are the normalized ones. */
function layerNormOf(call: Call, normalized: Value, parameter: boolean): Value {
  const input = tensorOf(call);
  const single = integerIn(normalized);
  const sizes = single === undefined ? sizesIn(normalized) : [single];
  const { dimensions, open } = input.shape;
  const tail = sizes && dimensions.slice(-sizes.length);
  const misfit =
    sizes &&
    tail?.length === sizes.length &&
    tail.some((size, i) => sizes[i] !== undefined && different(size, sizes[i]));
  if (sizes && (misfit ?? (!open && dimensions.length < sizes.length))) {
    const last = dimensions.at(-1);
    mismatch(call, {
      received: `an input of shape ${printShape(input.shape)}`,
      expected: `last sizes (${sizes.map((size) => (size === undefined ? '?' : printDimension(size))).join(', ')}), from normalized_shape`,
      advice: 'make normalized_shape the sizes of the last axes',
      inputs: [input],
      ...(parameter &&
        sizes.length === 1 &&
        last !== undefined &&
        parameterOf(layerOf(call), 'normalized_shape', last)),
    });
  }
  return derived(input, input.shape);
}

const layerNorm: Rule = (call) => layerNormOf(call, attributeOf(layerOf(call), 'normalized_shape'), true);

/** What is learned for each channel and what is measured, for code that reads `layer.weight` or `layer.running_mean`. */
const keepVectors: Rule = (call) => {
  const channels = sizeIn(valueOf(call, 'num_features'));
  const kept: readonly (readonly [asked: string, names: readonly string[]])[] = [
    ['affine', ['weight', 'bias']],
    ['track_running_stats', ['running_mean', 'running_var']],
  ];
  for (const [asked, names] of kept)
    for (const name of booleanOf(call, asked) && call.self && channels !== undefined ? names : [])
      call.machine.store.write(attributeCell(call.self!.attributes, name), sized([channels!], { type: 'float' }));
  return UNKNOWN;
};

/** A scale and a shift for every place, or for every channel, where the layer learns them. */
const learned =
  (asked: string, sizes: (call: Call) => (Dimension | undefined)[] | undefined): Rule =>
  (call) => {
    const known = sizes(call);
    if (!booleanOf(call, asked) || !known?.every((size) => size !== undefined)) return UNKNOWN;
    const names = call.name.endsWith('RMSNorm') || booleanOf(call, 'bias') === false ? ['weight'] : ['weight', 'bias'];
    for (const name of call.self ? names : [])
      call.machine.store.write(attributeCell(call.self!.attributes, name), sized(known, { type: 'float' }));
    return UNKNOWN;
  };

const normalizedSizes = (call: Call): (Dimension | undefined)[] | undefined => {
  const sizes = valueOf(call, 'normalized_shape');
  return sizesIn(sizes) ?? [sizeIn(sizes)];
};

const withVectors = (name: string, signature: string, forward: Rule): Table => {
  const table = weighted(name, signature, forward);
  return { ...table, [name]: { ...table[name]!, rule: keepVectors } };
};

const BATCH = 'num_features, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True';
const INSTANCE = 'num_features, eps=1e-05, momentum=0.1, affine=False, track_running_stats=False';

export const NORMALIZATION: Table = {
  ...withVectors('torch.nn.BatchNorm1d', BATCH, batchNorm([2, 3])),
  ...withVectors('torch.nn.BatchNorm2d', BATCH, batchNorm([4])),
  ...withVectors('torch.nn.BatchNorm3d', BATCH, batchNorm([5])),
  ...merged(
    [1, 2, 3].flatMap((rank) => [
      weighted(
        `torch.nn.LazyBatchNorm${rank}d`,
        'eps=1e-05, momentum=0.1, affine=True, track_running_stats=True',
        same,
      ),
      weighted(
        `torch.nn.LazyInstanceNorm${rank}d`,
        'eps=1e-05, momentum=0.1, affine=True, track_running_stats=True',
        same,
      ),
    ]),
  ),
  ...layer('torch.nn.CrossMapLRN2d', 'size, alpha=0.0001, beta=0.75, k=1', same),
  ...withVectors('torch.nn.SyncBatchNorm', `${BATCH}, process_group=None`, same),
  ...withVectors('torch.nn.InstanceNorm1d', INSTANCE, instanceNorm(1)),
  ...withVectors('torch.nn.InstanceNorm2d', INSTANCE, instanceNorm(2)),
  ...withVectors('torch.nn.InstanceNorm3d', INSTANCE, instanceNorm(3)),
  ...constructing(
    weighted('torch.nn.GroupNorm', 'num_groups, num_channels, eps=1e-05, affine=True', groupNorm),
    learned('affine', (call) => [sizeIn(valueOf(call, 'num_channels'))]),
  ),
  ...layer('torch.nn.LocalResponseNorm', 'size, alpha=0.0001, beta=0.75, k=1.0', averaged),
  ...constructing(
    {
      ...weighted('torch.nn.LayerNorm', 'normalized_shape, eps=1e-05, elementwise_affine=True, bias=True', layerNorm),
      ...weighted('torch.nn.RMSNorm', 'normalized_shape, eps=None, elementwise_affine=True', layerNorm),
    },
    learned('elementwise_affine', normalizedSizes),
  ),
  'torch.nn.functional.layer_norm': row('input, normalized_shape, weight=None, bias=None, eps=1e-05', (call) =>
    layerNormOf(call, valueOf(call, 'normalized_shape'), false),
  ),
  'torch.nn.functional.batch_norm': row(
    'input, running_mean=None, running_var=None, weight=None, bias=None, training=False, momentum=0.1, eps=1e-05',
    same,
  ),
  'torch.nn.functional.group_norm': row('input, num_groups, weight=None, bias=None, eps=1e-05', same),
  'torch.nn.functional.instance_norm': row(
    'input, running_mean=None, running_var=None, weight=None, bias=None, use_input_stats=True, momentum=0.1, eps=1e-05',
    same,
  ),
  'torch.nn.functional.rms_norm': row('input, normalized_shape, weight=None, eps=None', (call) =>
    layerNormOf(call, valueOf(call, 'normalized_shape'), false),
  ),
  'torch.layer_norm': row('input, normalized_shape, weight=None, bias=None, eps=1e-05, cudnn_enable=True', (call) =>
    layerNormOf(call, valueOf(call, 'normalized_shape'), false),
  ),
  'torch.group_norm': row('input, num_groups, weight=None, bias=None, eps=1e-05, cudnn_enabled=True', same),
  'torch.nn.functional.local_response_norm': row('input, size, alpha=0.0001, beta=0.75, k=1.0', averaged),
  'torch.nn.functional.normalize': row('input, p=2.0, dim=1, eps=1e-12, out=None', same),
};
