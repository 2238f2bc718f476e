/**
 * Resizing images. Each new row is a weighted sum of old ones, so with constant matrices R (rows) and C (columns)
 * Y = R·X·Cᵀ for every channel, and the gradient is dX = Rᵀ·dY·C.
 */
import type * as tf from '@tensorflow/tfjs-core';
import type { Graph, Value } from '../graph';
import { toChannelsFirst, toChannelsLast } from '../operators/channels';
import { gather } from '../operators/indexing';
import { matmul } from '../operators/product';
import { bilinear, copies, nearest, type Weights } from '../operators/resizing';
import { integers } from '../operators/shape';
import { float } from '../operators/types';
import type { Lowering } from './lowering';

type Attributes = tf.ResizeBilinearAttrs;

function matrix(graph: Graph, weights: Weights, from: number): Value {
  const elements = new Float32Array(weights.length * from);
  weights.forEach((row, i) => {
    for (const [position, weight] of row) elements[i * from + position]! += weight;
  });
  return graph.constant(elements, { type: 'float32', shape: [weights.length, from] });
}

type Rule = (from: number, to: number, attributes: Attributes) => Weights;

/** Rᵀ·dY·C, with dY (B, H′, W′, C) and the image (B, H, W, C). */
const gradient =
  (rule: Rule): Lowering<tf.ResizeBilinearGradInputs, Attributes> =>
  ({ images, dy }, attributes, graph) => {
    const [H, W] = images.shape.slice(1, 3) as [number, number];
    const [newH, newW] = dy.shape.slice(1, 3) as [number, number];
    const rows = matrix(graph, rule(H, newH, attributes), H);
    const columns = matrix(graph, rule(W, newW, attributes), W);
    return toChannelsLast(matmul(matmul(rows, toChannelsFirst(dy), true), columns));
  };

export const ResizeBilinear: Lowering<tf.ResizeBilinearInputs, Attributes> = ({ images }, attributes, graph) => {
  const [H, W] = images.shape.slice(1, 3) as [number, number];
  const rows = matrix(graph, bilinear(H, attributes.size[0], attributes), H);
  const columns = matrix(graph, bilinear(W, attributes.size[1], attributes), W);
  return toChannelsLast(matmul(matmul(rows, toChannelsFirst(float(images))), columns, false, true));
};

export const ResizeNearestNeighbor: Lowering<tf.ResizeNearestNeighborInputs, Attributes> = ({ images }, attributes) => {
  const [H, W] = images.shape.slice(1, 3) as [number, number];
  const rows = gather(images, integers(images, nearest(H, attributes.size[0], attributes)), 1);
  return gather(rows, integers(images, nearest(W, attributes.size[1], attributes)), 2);
};

export const ResizeBilinearGrad = gradient(bilinear);
export const ResizeNearestNeighborGrad = gradient(copies);
