import { add, multiply, unknownDimension, type Dimension } from '../../domain/dimension';
import { floorDivide } from '../../domain/division';
import { ANY_SHAPE, shape, type Shape } from '../../domain/shape';
import { tensor, type Value } from '../../interpreter/value';
import {
  asFunction,
  derived,
  elementsIn,
  integerIn,
  layer,
  merged,
  numberOf,
  perAxis,
  prefixed,
  tensorOf,
  valueOf,
} from '../call';
import { row, type Rule, type Table } from '../library';

/** ⌊n · factor⌋ with a factor that may be a fraction. */
function scaled(size: Dimension, factor: Value): Dimension {
  const whole = integerIn(factor);
  if (whole !== undefined) return multiply(size, whole);
  if (factor.kind !== 'float' || factor.value === undefined || typeof size !== 'number') return unknownDimension();
  return Math.floor(size * factor.value);
}

/** Batch and channels stay; the axes of space become `size`, or are scaled. */
const interpolate: Rule = (given) => {
  const call = asFunction(given);
  const { open, dimensions } = tensorOf(call).shape;
  if (open || dimensions.length < 3) return tensor(ANY_SHAPE);
  const space = dimensions.slice(2);
  const [size, factor] = [valueOf(call, 'size'), valueOf(call, 'scale_factor')];
  const sizes = size.kind === 'none' ? undefined : perAxis(size, space.length);
  const factors = elementsIn(factor);
  const resized = space.map((each, i) =>
    sizes ? (sizes[i] ?? unknownDimension()) : scaled(each, factors ? factors[i]! : factor),
  );
  return derived(tensorOf(call), shape([...dimensions.slice(0, 2), ...resized]));
};

function lastThree(from: Shape, change: (c: Dimension, h: Dimension, w: Dimension) => Dimension[]): Shape {
  const { dimensions, open } = from;
  if (dimensions.length < 3) return ANY_SHAPE;
  const [c, h, w] = dimensions.slice(-3) as [Dimension, Dimension, Dimension];
  return shape([...dimensions.slice(0, -3), ...change(c, h, w)], open);
}

/** (C·r², H, W) → (C, H·r, W·r) */
const pixelShuffle: Rule = (given) => {
  const call = asFunction(given);
  const r = numberOf(call, 'upscale_factor');
  if (r === undefined) return tensor(ANY_SHAPE);
  return derived(
    tensorOf(call),
    lastThree(tensorOf(call).shape, (c, h, w) => [floorDivide(c, r * r), multiply(h, r), multiply(w, r)]),
  );
};

/** (C, H·r, W·r) → (C·r², H, W) */
const pixelUnshuffle: Rule = (given) => {
  const call = asFunction(given);
  const r = numberOf(call, 'downscale_factor');
  if (r === undefined) return tensor(ANY_SHAPE);
  return derived(
    tensorOf(call),
    lastThree(tensorOf(call).shape, (c, h, w) => [multiply(c, r * r), floorDivide(h, r), floorDivide(w, r)]),
  );
};

/** The layers that pad `rank` axes of space by one number, or by a pair for each from the last backwards. */
const padding =
  (rank: number): Rule =>
  (given) => {
    const call = asFunction(given);
    const pads = perAxis(valueOf(call, 'padding'), 2 * rank);
    const { dimensions, open } = tensorOf(call).shape;
    const padded = dimensions.map((size, i) => {
      const fromEnd = dimensions.length - 1 - i;
      if (fromEnd >= rank) return size;
      const [before, after] = [pads[2 * fromEnd], pads[2 * fromEnd + 1]];
      return before === undefined || after === undefined ? unknownDimension() : add(size, add(before, after));
    });
    return derived(tensorOf(call), shape(padded, open));
  };

const KINDS: Record<string, string> = {
  Zero: 'padding',
  Reflection: 'padding',
  Replication: 'padding',
  Circular: 'padding',
  Constant: 'padding, value',
};

const paddings: Table = merged(
  Object.entries(KINDS).flatMap(([kind, signature]) =>
    [1, 2, 3].map((rank) => layer(`torch.nn.${kind}Pad${rank}d`, signature, padding(rank))),
  ),
);

const shuffle: Rule = (call) => derived(tensorOf(call), tensorOf(call).shape);

export const RESIZING: Table = {
  ...paddings,
  ...layer(
    'torch.nn.Upsample',
    'size=None, scale_factor=None, mode=nearest, align_corners=None, recompute_scale_factor=None',
    interpolate,
  ),
  ...layer('torch.nn.UpsamplingNearest2d', 'size=None, scale_factor=None', interpolate),
  ...layer('torch.nn.UpsamplingBilinear2d', 'size=None, scale_factor=None', interpolate),
  ...layer('torch.nn.PixelShuffle', 'upscale_factor', pixelShuffle),
  ...layer('torch.nn.PixelUnshuffle', 'downscale_factor', pixelUnshuffle),
  ...layer('torch.nn.ChannelShuffle', 'groups', shuffle),
  'torch.nn.functional.interpolate': row(
    'input, size=None, scale_factor=None, mode=nearest, align_corners=None, recompute_scale_factor=None, antialias=False',
    interpolate,
  ),
  'torch.nn.functional.upsample': row(
    'input, size=None, scale_factor=None, mode=nearest, align_corners=None',
    interpolate,
  ),
  'torch.nn.functional.upsample_nearest': row('input, size=None, scale_factor=None', interpolate),
  'torch.nn.functional.upsample_bilinear': row('input, size=None, scale_factor=None', interpolate),
  ...prefixed(['torch.nn.functional.', 'torch.'], {
    pixel_shuffle: row('input, upscale_factor', pixelShuffle),
    pixel_unshuffle: row('input, downscale_factor', pixelUnshuffle),
    channel_shuffle: row('input, groups', shuffle),
    native_channel_shuffle: row('input, groups', shuffle),
  }),
};
