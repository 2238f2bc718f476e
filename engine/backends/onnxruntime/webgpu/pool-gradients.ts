/**
 * The gradient of max pooling without the indices that WebGPU's pooling does not give: what each place of the window
 * saw is laid side by side, the first of the largest takes dy, and the places are put back where they were.
 */
import { producer, type Graph, type Node, type Value } from '../graph';
import { convolveInputGradient } from '../operators/convolution';
import { equal, mul } from '../operators/elementwise';
import { concat, pad, reshape, sizeOf, slice } from '../operators/shape';
import { reduce } from '../operators/reduce';
import { float } from '../operators/types';
import { offsets, type Window } from '../operators/window';
import type { Pass } from '../passes/pass';

export const pass: Pass = {
  id: 'webgpu-pool-gradients',
  rewrite({ op, inputs, results }) {
    if (op !== 'MaxUnpool' && op !== 'ScatterElements') return null;
    const indices = inputs[1]!;
    const pool = producer(indices, 'MaxPool') ?? producer(producer(indices, 'Reshape')?.inputs[0], 'MaxPool');
    if (!pool) return null;
    const dy = reshape(inputs[op === 'MaxUnpool' ? 0 : 2]!, pool.results[0]!.shape);
    return [reshape(gradient(dy, pool), results[0]!.shape)];
  },
};

/** Less than every number that is pooled, and finite: times 0 it is 0. */
const LOWEST = -3.4028234663852886e38;

/** dy (B, C, …to) → (B, C, …from) */
function gradient(dy: Value, pool: Node): Value {
  const x = pool.inputs[0]!;
  const [B, C, ...from] = x.shape as [number, number, ...number[]];
  const window = windowOf(pool, from);
  const { kernel, strides, before, after, to } = window;
  const padded = pad(x, [[0, 0], [0, 0], ...before.map((size, axis) => [size, after[axis]!] as const)], LOWEST);
  const seen = offsets(kernel).map((offset) => {
    const end = offset.map((start, axis) => start + (to[axis]! - 1) * strides[axis]! + 1);
    return reshape(slice(padded, [0, 0, ...offset], [B, C, ...end], [1, 1, ...strides]), [B, C, 1, ...to]);
  });
  const hit = firstOfLargest(concat(seen, 2)); // (B, C, places, …to)
  const spread = mul(hit, reshape(dy, [B, C, 1, ...to]));
  const places = sizeOf(kernel);
  const perChannel = reshape(spread, [B * C, places, ...to]);
  return reshape(convolveInputGradient(perChannel, placesOf(x.graph, kernel), window), x.shape);
}

/**
 * 1 at the first of the largest along axis 2, else 0. Of those that equal the largest, the first weighs most. In floats
 * throughout: onnxruntime's optimizer exchanges axes here, which WebGPU cannot do with booleans and int64.
 */
function firstOfLargest(x: Value): Value {
  const places = x.shape[2]!;
  const falling = Float32Array.from({ length: places }, (_, i) => places - i);
  const weights = x.graph.constant(falling, { type: 'float32', shape: [places, ...x.shape.slice(3).map(() => 1)] });
  const weighed = mul(isLargest(x), weights);
  return isLargest(weighed);
}

const isLargest = (x: Value): Value => float(equal(x, reduce('ReduceMax', x, [2], true)));

/** A filter (places, 1, …kernel) that puts every place where it is in the window. */
function placesOf(graph: Graph, kernel: readonly number[]): Value {
  const places = sizeOf(kernel);
  const unit = Float32Array.from({ length: places * places }, (_, i) => Number(i % (places + 1) === 0));
  return graph.constant(unit, { type: 'float32', shape: [places, 1, ...kernel] });
}

function windowOf({ attributes, results }: Node, from: number[]): Window {
  const list = (name: string): number[] => [...(attributes[name] as readonly number[])];
  const [kernel, pads] = [list('kernel_shape'), list('pads')];
  return {
    kernel,
    strides: list('strides'),
    dilations: list('dilations'),
    before: pads.slice(0, kernel.length),
    after: pads.slice(kernel.length),
    from,
    to: results[0]!.shape.slice(2),
  };
}
