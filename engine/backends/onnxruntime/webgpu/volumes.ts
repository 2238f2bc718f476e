/**
 * Transposed convolutions over volumes, which WebGPU has for lines and images only, as convolutions: zeros between the
 * elements make up for the stride. Nor have its volumes groups: channels that share one filter, as in the gradient of an
 * average, become members of the batch.
 */
import { producer, type Node, type Value } from '../graph';
import { turned } from '../operators/convolution';
import { expand, pad, reshape, sizeOf, slice } from '../operators/shape';
import type { Pass } from '../passes/pass';

/** Axes of a batch of volumes: batch, channels, depth, height, width. */
const VOLUME_RANK = 5;

export const pass: Pass = {
  id: 'webgpu-volumes',
  rewrite(node) {
    if (node.op !== 'ConvTranspose' || node.results[0]!.shape.length !== VOLUME_RANK) return null;
    if (node.attributes.group === 1) return [asConvolution(node)];
    const shared = withSharedFilter(node);
    return shared && [shared];
  },
};

/** dy (B, C, …to), filters (C, 1, …kernel) of one number only → (B, C, …from) */
function withSharedFilter({ inputs, attributes, results }: Node): Value | null {
  const [dy, filter] = inputs as [Value, Value];
  const element = producer(filter, 'Expand')?.inputs[0];
  const [C, K, ...kernel] = filter.shape as [number, number, ...number[]];
  if (!element || sizeOf(element.shape) !== 1 || K !== 1 || attributes.group !== C) return null;
  const { graph, type, shape } = results[0]!;
  const apart = reshape(dy, [dy.shape[0]! * C, 1, ...dy.shape.slice(2)]);
  const signature = { type, shape: [apart.shape[0]!, 1, ...shape.slice(2)] };
  const operands = [apart, expand(reshape(element, []), [1, 1, ...kernel])];
  const [together] = graph.node('ConvTranspose', operands, { ...attributes, group: 1 }, [signature]);
  return reshape(together!, shape);
}

/**
 * dy (B, C, …to), filter (C, K, …kernel) → (B, K, …from): each element of dy is moved `stride` apart from the next, and
 * the filter, turned about and with the roles of its channels exchanged, slides over that with stride 1.
 */
function asConvolution({ inputs, attributes, results }: Node): Value {
  const [dy, filter] = inputs as [Value, Value];
  const list = (name: string): readonly number[] => attributes[name] as readonly number[];
  const { graph, type, shape } = results[0]!;
  const spread = stretch(dy, list('strides'));
  const kernel = filter.shape.slice(2);
  const margins = kernel.map((size, axis): [number, number] => {
    const reach = (size - 1) * list('dilations')[axis]!;
    const before = reach - list('pads')[axis]!;
    return [before, shape[axis + 2]! + reach - spread.shape[axis + 2]! - before];
  });
  const settings = {
    kernel_shape: kernel,
    strides: kernel.map(() => 1),
    dilations: list('dilations'),
    pads: margins.flatMap(() => [0, 0]),
    group: 1,
  };
  return graph.node('Conv', [withMargins(spread, margins), turned(filter)], settings, [{ type, shape }])[0]!;
}

/** Zeros between the elements along every spatial axis: n → (n − 1)·stride + 1. */
function stretch(x: Value, strides: readonly number[]): Value {
  const [B, C, ...sizes] = x.shape as [number, number, ...number[]];
  return strides.reduce(
    (value, stride, i) => {
      if (stride === 1) return value;
      const [before, size, after] = [value.shape.slice(0, i + 2), sizes[i]!, value.shape.slice(i + 3)];
      const apart = reshape(value, [sizeOf(before), size, 1, sizeOf(after)]);
      const none = [0, 0] as const;
      const spread = reshape(pad(apart, [none, none, [0, stride - 1], none]), [...before, size * stride, ...after]);
      const end = [...before, (size - 1) * stride + 1, ...after];
      return slice(
        spread,
        end.map(() => 0),
        end,
      );
    },
    reshape(x, [B, C, ...sizes]),
  );
}

/** Zeros around the spatial axes; a negative margin cuts. */
function withMargins(x: Value, margins: readonly (readonly [number, number])[]): Value {
  const [B, C, ...sizes] = x.shape as [number, number, ...number[]];
  const begin = margins.map(([before]) => Math.max(0, -before));
  const end = margins.map(([, after], axis) => sizes[axis]! + Math.min(0, after));
  const cut = slice(x, [0, 0, ...begin], [B, C, ...end]);
  const grown = margins.map(([before, after]) => [Math.max(0, before), Math.max(0, after)] as const);
  return pad(cut, [[0, 0], [0, 0], ...grown]);
}
